/**
 * What others would have: a Bolt app with nothing but `await ack()`, or one that inserts one document first.
 * Arguments: `ack` or `insert`, the port, the database's address, the address of the Web API.
 */
import { App, HTTPReceiver } from '@slack/bolt';
import { MongoClient } from 'mongodb';

const [kind, port, uri, slackApiUrl] = process.argv.slice(2);
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_, response) => response.end('ready') }],
});
const app = new App({ token: process.env.SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl } });
const milestones = kind === 'insert' ? (await new MongoClient(uri).connect()).db().collection('bare') : undefined;

app.command('/milestone', async ({ ack, command }) => {
  const { channel_id: channel, user_id: by, text } = command;
  await milestones?.insertOne({ channel, by, text, at: new Date() });
  await ack();
});
await app.start({ port: Number(port), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
