import { describe, expect, it } from '@jest/globals';
import type { Progress } from '../../../../sandbox/milepost/web/guide/guide.ts';
import { advanced, beginning, skipped } from '../../../../sandbox/milepost/web/guide/guide.ts';
import type { PageMessage, PageState } from '../../../../sandbox/page/pageState.ts';

type Scene = {
  readonly me?: string;
  readonly board?: string;
  readonly answeredAt?: readonly string[];
  readonly movedMs?: number;
  /** When the app wrote to them directly, in seconds. */
  readonly toldAt?: string;
};

const person = (id: string, note: string) => ({ id, note, name: id, tz: 'UTC', email: '' });

function scene({ me = 'ADMIN', board = 'Board', answeredAt = [], movedMs = 0, toldAt }: Scene): PageState {
  const said = (ts: string, text: string, onlyForMe: boolean): PageMessage => ({
    ts,
    text,
    onlyForMe,
    userId: 'APP',
    blocks: [],
    edited: false,
  });
  const messages = [said('1', board, false), ...answeredAt.map((ts) => said(ts, 'to you alone', true))];
  const channel = { id: 'C', name: 'c', kind: 'public', archived: false, memberCount: 3, hasApp: true } as const;
  return {
    team: '',
    me,
    app: { userId: 'APP', name: 'App' },
    people: [person('ADMIN', 'admin'), person('EXPERT', 'expert lead'), person('CLIENT', 'client')],
    channels: [
      { ...channel, pins: ['1'], messages },
      ...(toldAt === undefined
        ? []
        : [{ ...channel, kind: 'im' as const, pins: [], messages: [said(toldAt, 'Due', false)] }]),
    ],
    now: new Date(10_000).toISOString(),
    movedMs,
    commands: [],
    mails: [],
    troubles: [],
    methods: [],
    violations: 0,
  };
}

const progressAfter = (...scenes: Scene[]): Progress =>
  scenes.map(scene).reduce(advanced, beginning(scene(scenes[0] ?? {})));

const WHOLE: readonly Scene[] = [
  {},
  { me: 'EXPERT' },
  { me: 'EXPERT', board: 'Board\n#1 Draft' },
  { me: 'CLIENT', board: 'Board\n#1 Draft' },
  { me: 'CLIENT', board: 'Board\n#1 Draft', answeredAt: ['5'] },
  { me: 'EXPERT', board: 'Board\n#1 Draft', answeredAt: ['5'], movedMs: 1, toldAt: '11' },
];

describe('the first minute', () => {
  it.each(WHOLE.map((_, index) => index))('is at step %i after as many things were done', (step) => {
    expect(progressAfter(...WHOLE.slice(0, step + 1))).toMatchObject({ step, ended: step === 5 });
  });

  it('is not over before the reminder has come', () => {
    const moved = { me: 'EXPERT', board: 'Board\n#1 Draft', answeredAt: ['5'], movedMs: 1 };
    for (const last of [moved, { ...moved, toldAt: '9' }]) {
      expect(progressAfter(...WHOLE.slice(0, 5), last)).toMatchObject({ step: 4, ended: false });
    }
  });

  it('takes no milestone of another than the expert for done, and none that was there before', () => {
    const board = 'Board\n#1 Draft';
    expect(progressAfter({ board }, { me: 'EXPERT', board }, { me: 'EXPERT', board }).step).toBe(1);
    expect(progressAfter({}, { me: 'EXPERT' }, { me: 'CLIENT', board }).step).toBe(1);
  });

  it('takes no answer that was there before for the refusal', () => {
    const answeredAt = ['5'];
    const scenes = [
      { answeredAt },
      { me: 'EXPERT', answeredAt },
      { me: 'EXPERT', answeredAt, board: 'Board\n#1 Draft' },
    ];
    const client = { me: 'CLIENT', answeredAt, board: 'Board\n#1 Draft' };
    expect(progressAfter(...scenes, client, client).step).toBe(3);
  });

  it('starts anew from another board or another run of the sandbox', () => {
    const many = { me: 'EXPERT', board: 'Board\n#1 Draft\n#2 Report' };
    const one = { me: 'EXPERT', board: 'Board\n#1 Draft' };
    expect(progressAfter({}, many, { me: 'EXPERT' }, one).step).toBe(2);
    const moved = { ...beginning(scene({ movedMs: 99 })), step: 4 };
    const rerun = advanced(moved, scene({ movedMs: 0 }));
    expect(advanced(rerun, scene({ me: 'EXPERT', movedMs: 1, toldAt: '11' })).ended).toBe(true);
  });

  it('can be skipped, step by step', () => {
    let progress = beginning(scene({}));
    for (let step = 0; step < 5; step += 1) progress = skipped(progress, scene({}));
    expect(progress.ended).toBe(true);
    expect(advanced(progress, scene({ me: 'EXPERT' }))).toBe(progress);
  });
});
