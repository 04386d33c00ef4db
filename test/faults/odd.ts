import * as fc from 'fast-check';

/** What nobody but a stranger sends to the app's address, and what Slack would never send over Socket Mode. */
const PATH = '/slack/events';
const FORM = 'application/x-www-form-urlencoded';

export type OddRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isSigned: boolean;
};

/** Deliveries as Slack makes them. Somewhere in each, something odd is put in the place of what belongs there. */
const user = { id: 'U0LEAD', team_id: 'T0AGENCY', name: 'mira', username: 'mira' };
const value = JSON.stringify({ projectId: '0'.repeat(24), number: 1, days: ['2026-12-04'], seenSeq: 0 });
const SOUND: readonly object[] = [
  {
    command: '/milestone',
    text: 'add 2026-12-04 First draft',
    channel_id: 'C0ATLAS',
    user_id: 'U0LEAD',
    user_name: 'mira',
    team_id: 'T0AGENCY',
    trigger_id: '1.2.x',
    response_url: 'http://127.0.0.1:9/none',
  },
  {
    type: 'event_callback',
    team_id: 'T0AGENCY',
    event: { type: 'app_home_opened', user: 'U0LEAD', channel: 'D0LEAD', tab: 'home', event_ts: '1.000001' },
    authorizations: [{ team_id: 'T0AGENCY', enterprise_id: null, is_bot: true, is_enterprise_install: false }],
  },
  { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'tokens_revoked', tokens: { bot: [], oauth: [] } } },
  {
    type: 'block_actions',
    user,
    team: { id: 'T0AGENCY' },
    trigger_id: '1.2.x',
    response_url: 'http://127.0.0.1:9/none',
    channel: { id: 'C0ATLAS' },
    message: { ts: '1.000001' },
    actions: [{ type: 'button', action_id: 'milestone_complete', block_id: 'b', action_ts: '1.000001', value }],
  },
  {
    type: 'view_submission',
    user,
    team: { id: 'T0AGENCY' },
    view: {
      id: 'V1',
      type: 'modal',
      callback_id: 'milestone_add_form',
      title: { type: 'plain_text', text: 'Add' },
      private_metadata: value,
      state: { values: { title: { value: { type: 'plain_text_input', value: 'First' } } } },
    },
  },
];

const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    0,
    -1,
    1e308,
    true,
    '',
    ' ',
    '\u0000',
    '__proto__',
    [],
    [null],
    [[]],
    {},
    { id: null },
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(5_000, 60_000).map((length) => 'x '.repeat(length / 2)),
  fc.constant(JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`)),
);

/** The same with something odd in one place, or in two. */
function spoilt(sound: unknown): fc.Arbitrary<unknown> {
  if (typeof sound !== 'object' || sound === null) return odd;
  const entries = Object.entries(sound);
  if (entries.length === 0) return odd;
  return fc.oneof(
    { weight: 1, arbitrary: odd },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...entries)
        .chain(([key, inner]) => spoilt(inner).map((put) => (Array.isArray(sound) ? [put] : { ...sound, [key]: put }))),
    },
    { weight: 1, arbitrary: fc.tuple(fc.string(), odd).map(([key, put]) => ({ ...sound, [key]: put })) },
  );
}
const payload = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...SOUND).chain(spoilt) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...SOUND)
      .chain(spoilt)
      .chain(spoilt),
  },
  { weight: 2, arbitrary: odd },
);
const inJson = payload.map((body) => JSON.stringify(body) ?? 'undefined');
const body = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(inJson, fc.constant('application/json')) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      inJson.map((json) => new URLSearchParams({ payload: json }).toString()),
      fc.constant(FORM),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc
        .dictionary(fc.constantFrom(...Object.keys(SOUND[0] ?? {}), 'payload', 'ssl_check', 'event'), fc.string())
        .map((fields) => new URLSearchParams({ ...SOUND[0], ...fields }).toString()),
      fc.constant(FORM),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(FORM, 'application/json', 'text/plain', 'multipart/form-data', ''),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom(
        '&'.repeat(20_000),
        '%'.repeat(20_000),
        'a=&'.repeat(20_000),
        '['.repeat(100_000),
        '{"a":'.repeat(20_000),
      ),
      fc.constantFrom(FORM, 'application/json'),
    ),
  },
);
const path = fc.oneof(
  { weight: 8, arbitrary: fc.constant(PATH) },
  fc.constantFrom(
    `${PATH}?x=1`,
    `${PATH}/`,
    `${PATH}#x`,
    '/healthz',
    '/readyz',
    '/',
    '//',
    '/%00',
    '/../slack/events',
    '*',
    'http://app/slack/events',
    `/${'a'.repeat(6_000)}`,
  ),
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constant('POST') },
  fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND', 'M-SEARCH', 'PURGE'),
);
const header = fc.tuple(
  fc.constantFrom(
    'x-slack-signature',
    'x-slack-request-timestamp',
    'x-slack-retry-num',
    'x-slack-retry-reason',
    'content-type',
    'cookie',
    'accept-encoding',
    'x-forwarded-for',
    'authorization',
  ),
  fc.constantFrom('', '0', '-1', 'v0=', 'v1=00', 'now', 'NaN', '1e400', ';', 'x'.repeat(4_000)),
);
export const oddRequest: fc.Arbitrary<OddRequest> = fc
  .tuple(method, path, body, fc.array(header, { maxLength: 2 }), fc.nat(3))
  .map(([verb, where, [words, type], headers, luck]) => ({
    method: verb,
    path: where,
    body: words,
    isSigned: luck > 0,
    headers: { 'content-type': type, ...Object.fromEntries(headers) },
  }));

const envelope = fc.record(
  {
    type: fc.constantFrom(
      'slash_commands',
      'interactive',
      'events_api',
      'close',
      'error',
      'received',
      'slack_event',
      null,
      5,
    ),
    envelope_id: fc.oneof(fc.uuid(), odd),
    payload,
    retry_attempt: fc.oneof(fc.nat(3), odd),
    accepts_response_payload: fc.boolean(),
  },
  { requiredKeys: ['type', 'envelope_id', 'payload'] },
);
/** `hello` and `disconnect` are no part of it: they are sound, and end the connection that the rest is sent over. */
export const oddMessage: fc.Arbitrary<string | Buffer> = fc.oneof(
  { weight: 8, arbitrary: envelope.map((message) => JSON.stringify(message)) },
  odd.map((message) => JSON.stringify(message) ?? 'undefined'),
  fc.string({ maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
