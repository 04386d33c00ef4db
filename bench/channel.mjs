/**
 * From a command to its update in the channel: `add` at a steady rate over many channels without a quiet time, the
 * stand-in answering at once and after 100 ms.
 */
import { createClient } from './support/client.mjs';
import { freshDatabase } from './support/database.mjs';
import { pause, startApp } from './support/process.mjs';
import { channelOf, expertOf, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, median, percentile, spread } from './support/stats.mjs';

const CHANNELS = 500;
const A_SECOND = [10, 50];
const SLACK_MS = [0, 100];
const GOAL_MS = 250;
const POSTED_MS = 60_000;

export async function run({ isQuick }) {
  const rounds = isQuick ? 1 : 3;
  const seconds = isQuick ? 4 : 10;
  const database = await freshDatabase('channel');
  await seedProjects(database, CHANNELS, { quietSeconds: 0 });
  const slack = await startQuickSlack();
  const app = await startApp({ uri: database.uri, apiUrl: slack.apiUrl });
  const client = await createClient();
  let added = 0;

  function add() {
    added += 1;
    const project = added % CHANNELS;
    const text = `add ${today()} Chapter mark-${added}- -- What it will contain`;
    return {
      mark: String(added),
      sent: client.send(app.url, { channel: channelOf(project), user: expertOf(project), text }),
    };
  }

  /** Milliseconds from each request to the accepted message, without Slack's own. */
  async function told(aSecond, slackMs, forSeconds) {
    await slack.answerAfter(slackMs);
    await slack.forget();
    const sent = new Map();
    const began = performance.now();
    for (let index = 0; index < aSecond * forSeconds; index++) {
      const wait = began + (index * 1_000) / aSecond - performance.now();
      if (wait > 0) await pause(wait);
      const { mark, sent: sending } = add();
      sent.set(mark, sending);
    }
    // What was not saved, or not told in time, counts as told never.
    await slack.until('marks', sent.size, POSTED_MS).catch((error) => console.error(`  ${error.message}`));
    const accepted = new Map((await slack.all()).marks);
    const toldAt = (mark) => accepted.get(mark) ?? Number.POSITIVE_INFINITY;
    return Promise.all([...sent].map(async ([mark, sending]) => toldAt(mark) - (await sending).at - slackMs));
  }

  // Everybody is known to the app.
  await client.sendMany(
    app.url,
    (index) => ({ channel: channelOf(index), user: expertOf(index), text: 'help' }),
    CHANNELS,
    8,
    'answer',
  );
  const rows = [];
  for (const aSecond of A_SECOND) {
    const results = await inTurns(
      rounds,
      Object.fromEntries(SLACK_MS.map((slackMs) => [slackMs, () => told(aSecond, slackMs, seconds)])),
    );
    for (const slackMs of SLACK_MS) rows.push(rowOf(aSecond, slackMs, results[slackMs]));
  }
  client.close();
  await app.stop();
  await slack.stop();
  await database.drop();
  return rows;
}

function rowOf(aSecond, slackMs, results) {
  const at = (share) => results.map((times) => percentile(times, share));
  return {
    what: `command to channel, ${aSecond} a second over ${CHANNELS} channels, Slack takes ${slackMs} ms`,
    figures: `beyond Slack's own time p50 ${spread(at(0.5), 0)} ms, p95 ${spread(at(0.95), 0)} ms`,
    ...(aSecond === 50 ? { goal: `p95 < ${GOAL_MS} ms`, met: median(at(0.95)) < GOAL_MS } : {}),
  };
}
