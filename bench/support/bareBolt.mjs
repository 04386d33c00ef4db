/** The least that a Bolt app does: `await ack()`. Arguments: the port, the address of the Web API. */
import { App, HTTPReceiver } from '@slack/bolt';

const [port, slackApiUrl] = process.argv.slice(2);
const receiver = new HTTPReceiver({
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  customRoutes: [{ path: '/readyz', method: 'GET', handler: (_, response) => response.end('ready') }],
});
const app = new App({ token: process.env.SLACK_BOT_TOKEN, receiver, clientOptions: { slackApiUrl } });

app.command('/milestone', async ({ ack }) => {
  await ack();
});
await app.start({ port: Number(port), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
