import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
let stateDir: string;
beforeEach(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'state-'));
  app = await startHarness({}, { stateDir });
  await app.openProject();
});
afterEach(() => app.stop());

const inHandDir = () => join(stateDir, 'in-hand');
const noted = () => readdirSync(inHandDir()).map((file) => readFileSync(join(inHandDir(), file), 'utf8'));
const answers = () =>
  app.slack.calls.filter(({ method }) => method === 'response_url').map(({ args }) => String(args['text']));
const told = (words: string) => answers().filter((text) => text.startsWith(words));

/** As a process leaves it that is killed while it works on something of the lead's. */
async function leaveBehind(idempotencyKey: string, at: string, where: object): Promise<void> {
  mkdirSync(inHandDir(), { recursive: true, mode: 0o700 });
  const [ours = ''] = readdirSync(inHandDir());
  const work = { idempotencyKey, userId: LEAD, at: new Date(at).getTime(), ...where };
  const dead = `${ours.split('~')[0]}~${hostname()}~${2 ** 22 + 1}~0a~jsonl`;
  writeFileSync(join(inHandDir(), dead), `${JSON.stringify({ begun: 1, work })}\n`);
  await app.moveMinutes(1);
}
async function responseUrl(): Promise<string> {
  const { body } = await app.slack.person(LEAD).command(CHANNEL, '/milestone help');
  await app.slack.until('the help', () => answers().length > 0);
  return String(body['response_url']);
}

/** When the clock of the tests begins. */
const NOW = '2026-11-22T10:00:00Z';

it('is noted until it is answered, at no cost to the database', async () => {
  // What cannot be undone asks Slack anew who someone is.
  app.slack.fault({ method: 'users.info', times: 1, how: { kind: 'late', ms: 1_200 } });
  const answer = app.say(ADMIN, '/project open');
  await app.slack.until('the note', () => noted().some((lines) => lines.trim().split('\n').at(-1)?.includes(ADMIN)));
  expect(await answer).toContain('open');
  await app.slack.until('its end', () => noted().every((lines) => /\{"ended":\d+\}\n$/.test(lines)));
});

it('tells someone once that what they sent was lost with its process', async () => {
  await leaveBehind('command:lost', NOW, { responseUrl: await responseUrl() });
  await app.slack.until('the word', () => told('Nothing was saved').length > 0);
  await app.moveMinutes(1);
  await app.settled();
  expect(told('Nothing was saved')).toHaveLength(1);
});

it('tells someone that what they sent is stored though its process died', async () => {
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  const change = await app.connection.collection('changes').findOne({ kind: 'added' });
  await leaveBehind(String(change?.['idempotencyKey']), NOW, { responseUrl: await responseUrl() });
  await app.slack.until('the word', () => told('It is saved').length > 0);
});

it('answers a form in a direct message: it has no response_url', async () => {
  await leaveBehind('view:V1', NOW, {});
  const directs = () => app.slack.channels.find(({ kind, members }) => kind === 'im' && members.includes(LEAD));
  await app.slack.until('the word', () =>
    app.posts(directs()?.id ?? '').some(({ text }) => text.startsWith('Nothing was saved')),
  );
});

it('tells nobody of what is older than a response_url lives', async () => {
  await leaveBehind('command:old', '2026-11-22T09:20:00Z', { responseUrl: await responseUrl() });
  await leaveBehind('command:new', NOW, { responseUrl: await responseUrl() });
  await app.slack.until('the word', () => told('Nothing was saved').length > 0);
  await app.settled();
  expect(told('Nothing was saved')).toHaveLength(1);
});
