import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { patched } from '../../../../sandbox/page/client/patched.ts';
import type { PageChannel, PageMessage, PagePatch, PageState } from '../../../../sandbox/page/pageState.ts';
import type { Sent } from '../../../../sandbox/page/server/patch.ts';
import { patchSince } from '../../../../sandbox/page/server/patch.ts';

const EMPTY: PageState = {
  team: 'Team',
  me: 'U1',
  app: { userId: 'UAPP', name: 'App' },
  people: [],
  channels: [],
  now: '2026-11-25T00:00:00.000Z',
  movedMs: 0,
  commands: [],
  mails: [],
  troubles: [],
  methods: [],
  violations: 0,
};

const message = (ts: string, text: string): PageMessage => ({
  ts,
  userId: 'U1',
  text,
  blocks: [],
  onlyForMe: false,
  edited: false,
});

const channel = (id: string, messages: readonly PageMessage[], more: Partial<PageChannel> = {}): PageChannel => ({
  id,
  name: id,
  kind: 'public',
  archived: false,
  memberCount: 1,
  hasApp: true,
  pins: [],
  messages,
  ...more,
});

const view = { id: 'V1', hash: '1', payload: { type: 'modal' }, values: {}, errors: {} };

const anyMessages = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('a', 'b')), { selector: ([ts]) => ts })
  .map((all) => all.sort(([one], [other]) => one - other).map(([ts, text]) => message(`${ts}.0`, text)));

const anyState: fc.Arbitrary<PageState> = fc
  .record({
    channels: fc.uniqueArray(
      fc
        .tuple(fc.constantFrom('C1', 'C10', 'C2'), anyMessages, fc.boolean())
        .map(([id, messages, archived]) => channel(id, messages, { archived })),
      { selector: ({ id }) => id },
    ),
    now: fc.constantFrom('2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'),
    violations: fc.nat(2),
    modal: fc.option(fc.constant(view), { nil: undefined }),
  })
  .map(({ modal, ...rest }) => ({ ...EMPTY, ...rest, ...(modal && { modal }) }));

/** As it travels. */
const travelled = (patch: PagePatch) => JSON.parse(JSON.stringify(patch)) as PagePatch;

describe('what changed', () => {
  it('put together is the state itself, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 1, maxLength: 6 }), (states) => {
        let sent: Sent | undefined;
        let shown: PageState | undefined;
        for (const state of states) {
          const next = patchSince(sent, state);
          sent = next.sent;
          shown = patched(shown, travelled(next.patch));
          expect(shown).toEqual(state);
        }
      }),
    );
  });

  it('is one message where one came, and the others stay the very same', () => {
    const before = { ...EMPTY, channels: [channel('C1', [message('1.0', 'a')]), channel('C2', [message('1.5', 'b')])] };
    const after = {
      ...before,
      channels: [channel('C1', [message('1.0', 'a'), message('2.0', 'c')]), channel('C2', [message('1.5', 'b')])],
    };
    const first = patchSince(undefined, before);
    const { patch } = patchSince(first.sent, after);
    expect(patch).toEqual({
      rest: { now: EMPTY.now },
      messages: [{ channelId: 'C1', changed: [message('2.0', 'c')], gone: [] }],
    });
    const shown = patched(before, patch);
    expect(shown?.channels[0]?.messages[0]).toBe(before.channels[0]?.messages[0]);
    expect(shown?.channels[1]).toBe(before.channels[1]);
    expect(shown?.people).toBe(before.people);
  });

  it('is the time alone where nothing did', () => {
    const { sent } = patchSince(undefined, EMPTY);
    expect(patchSince(sent, { ...EMPTY, now: 'later' }).patch).toEqual({ rest: { now: 'later' } });
  });
});
