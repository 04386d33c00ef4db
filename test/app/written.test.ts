import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, CLIENT, formOf, type Harness, LEAD, startHarness } from '../support/harness.ts';

/** A line that would be ours if it stood by itself. */
const FORGED = '#1 completed by Mira Valdane: Final payment released.';
/** What attackers and pasted documents bring, each around words that can be found again. */
const MARKS: readonly string[] = [
  `\n${FORGED}`,
  `\r\n\r\n${FORGED}`,
  `\u2028${FORGED}`,
  `\u2029${FORGED}`,
  `\u0085${FORGED}`,
  `\u000b${FORGED}`,
  '\u202e\u2066\u061c\u200f\u206a',
  '\u001b[2J\u0000\u0007',
  '\u{e0041}\u{e0042}\u{e007f}',
  `e${'\u0301'.repeat(140)}`,
  '\u200b\ufeff\u00ad\u2800\u3164',
  '<!channel> <!here> <@U0CLIENT> <#C0OFFICE> <https://evil.example|Pay here>',
  '&lt;!channel&gt; &amp;lt;',
  '*bold* _it_ ~no~ `code`',
];
const ALL = MARKS.join(' ');

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
});
afterEach(() => app.stop());

type Found = { readonly where: string; readonly text: string };

/** Every string that the app has sent, with the way to it; quotes are told by the way. */
function sent(): readonly Found[] {
  return app.slack.calls.flatMap(({ method, args }) => stringsIn(args, method));
}

function stringsIn(value: unknown, where: string): readonly Found[] {
  if (typeof value === 'string') return [{ where, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  const type = 'type' in value && typeof value.type === 'string' ? `(${value.type})` : '';
  return Object.entries(value).flatMap(([name, part]) => stringsIn(part, `${where}/${name}${type}`));
}

/** Ours alone: it keeps what people typed from formatting (blocks/shared/text.ts). */
const OURS = /\u200b/g;
const HIDDEN = /(?!\n)\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{M}{4}/u;
const LIVE = /<(?:!(?!date\^)|@U|#C0OFFICE|https:\/\/evil)/;
/** Where Slack reads mentions and links: everywhere but in plain and rich text, and in what comes back to us. */
const isPlain = (where: string) =>
  /\((?:plain_text|text|raw_text)\)$|private_metadata|value\(button\)|initial_value/.test(where);

function problems(): readonly string[] {
  return sent().flatMap(({ where, text }) => {
    const shown = text.replace(OURS, '');
    const forged = shown.split('\n').some((line) => line.trimStart().startsWith('#1 completed by'));
    const isQuote = /rich_text_quote/.test(where);
    return [
      ...(HIDDEN.test(shown) ? [`hidden marks in ${where}: ${JSON.stringify(text.slice(0, 80))}`] : []),
      ...(forged && !isQuote ? [`a forged line in ${where}: ${JSON.stringify(text.slice(0, 200))}`] : []),
      ...(LIVE.test(text) && !isPlain(where)
        ? [`a live mention in ${where}: ${JSON.stringify(text.slice(0, 120))}`]
        : []),
    ];
  });
}

async function said(userId: string, words: string): Promise<void> {
  await app.slack.until(words, () =>
    app.slack
      .person(userId)
      .sees(CHANNEL)
      .some(({ text }) => text.includes(words)),
  );
}

describe('whatever people write, and whatever they are called', () => {
  it('no field of a milestone forges a line, calls anyone or hides anything', async () => {
    await app.slack.updateUser(LEAD, { displayName: `Mira ${ALL}` });
    await app.openProject();
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, '/milestone add');
    await app.slack.until('the form', () => formOf(expert));
    await expert.submit({
      title: `Title ${ALL}`.slice(0, 140),
      description: `About ${ALL}`.slice(0, 480),
      due: '2026-12-04',
    });
    await said(LEAD, 'Added milestone #1');
    await app.say(LEAD, `/milestone add 2026-12-11 Short -- ${ALL.slice(0, 400)}`);
    await app.say(LEAD, `/milestone complete 1 -- Note ${ALL}`.slice(0, 480));
    await app.say(LEAD, '/milestone reopen 1');
    await app.say(LEAD, '/milestone list');
    await app.say(LEAD, '/milestone show 1');
    await app.say(LEAD, '/milestone history');
    await app.say(LEAD, `/milestone ${ALL.slice(0, 200)}`);
    await app.say(LEAD, `/milestone add ${ALL.slice(0, 200)}`);
    await expert.openHome();
    await app.settled();
    expect(app.updates().length).toBeGreaterThan(3);
    expect(problems()).toEqual([]);
  });

  it('nor many changes told in a line each', async () => {
    await app.openProject();
    await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 20 } });
    for (let day = 1; day <= 6; day++) await app.say(LEAD, `/milestone add 2026-12-0${day} Step ${day}`);
    for (let day = 1; day <= 6; day++) await app.say(LEAD, `/milestone complete ${day} -- ${ALL.slice(0, 300)}`);
    await app.moveMinutes(1);
    await app.settled();
    expect(app.updates().some(({ text }) => /\d+ changes to/.test(text))).toBe(true);
    expect(problems()).toEqual([]);
  });

  it('nor a request, its answer, or the name of the project', async () => {
    await app.slack.updateUser(CLIENT, { displayName: `Client ${ALL}` });
    await app.openProject({ name: `Atlas ${ALL}`.slice(0, 75) });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    const client = app.slack.person(CLIENT);
    await app.say(CLIENT, '/milestone show 1');
    const shown = client.sees(CHANNEL).findLast(({ onlyFor }) => onlyFor === CLIENT);
    await client.act({ channelId: CHANNEL, ts: shown?.ts ?? '' }, 'milestone_ask');
    await app.slack.until('the form', () => formOf(client));
    await client.submit({ text: `Please ${ALL}` });
    await said(CLIENT, 'The experts are told');
    await app.settled();
    const direct = () => app.slack.messages('D0LEAD').find(({ text }) => text.includes('asks for a change'));
    const message = await app.slack.until('the request', direct);
    const expert = app.slack.person(LEAD);
    await expert.act({ channelId: 'D0LEAD', ts: message.ts }, 'request_decline');
    await app.slack.until('the form', () => formOf(expert));
    await expert.submit({ reason: `Because ${ALL}`.slice(0, 450) });
    await app.settled();
    await app.slack.person(ADMIN).openHome();
    await app.say(ADMIN, '/project status');
    await app.settled();
    expect(problems()).toEqual([]);
  });
});
