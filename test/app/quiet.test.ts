import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Harness, INVITEE, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 20 } });
});
afterEach(() => app.stop());

const told = (words: string) => app.updates().filter(({ text }) => text.includes(words));

describe('changes within the quiet time', () => {
  it('become one update, while the board shows each at once', async () => {
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.say(INVITEE, '/milestone add 2026-12-11 Interviews');
    await app.say(LEAD, '/milestone complete 1');
    await app.slack.until('the board', () => app.board()?.text.includes('#2 Interviews'));
    expect(told('First draft')).toEqual([]);

    await app.moveMinutes(1);
    await app.settled();
    expect(told('First draft')).toHaveLength(1);
    expect(told('First draft')[0]?.text.split('\n')).toEqual([
      expect.stringContaining('Milestone #1 added by Mira Valdane: First draft.'),
      expect.stringContaining('Milestone #2 added by Tomas Ferrik: Interviews.'),
      expect.stringContaining('Milestone #1 completed by Mira Valdane: First draft.'),
      '🟢 Now on track: All 5 spare working days left before the agreed end, Fri 18 Dec.',
    ]);
  });

  it('become a line each when they are many', async () => {
    for (let i = 1; i <= 6; i++) await app.say(LEAD, `/milestone add 2026-12-0${i} Step ${i}`);
    await app.moveMinutes(1);
    await app.settled();
    expect(told('Step 1')).toHaveLength(1);
    expect(told('Step 1')[0]?.text).toBe(
      [
        '6 changes to the milestones of Atlas by Mira Valdane:',
        ...['Tue 1', 'Wed 2', 'Thu 3', 'Fri 4', 'Sat 5', 'Sun 6'].map(
          (day, i) => `#${i + 1} added, expected ${day} Dec 2026: Step ${i + 1}`,
        ),
        '🟢 Now on track: All 10 spare working days left before the agreed end, Fri 18 Dec.',
      ].join('\n'),
    );
  });

  it('do not join an update that was told before', async () => {
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.moveMinutes(1);
    await app.settled();
    await app.say(LEAD, '/milestone add 2026-12-11 Interviews');
    await app.moveMinutes(1);
    await app.settled();
    expect(told('First draft').map(({ text }) => text)).toEqual([expect.stringContaining('Milestone #1 added')]);
    expect(told('Interviews')).toHaveLength(1);
    expect(told('Interviews')[0]?.text).not.toContain('First draft');
  });

  it('leave the first agreed date to be what the client reads first', async () => {
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.say(LEAD, '/milestone move 1 2026-12-08 -- counted wrongly');
    await app.moveMinutes(1);
    await app.settled();
    expect(app.board()?.text).not.toContain('first agreed Fri 4 Dec');
    await app.say(LEAD, '/milestone move 1 2026-12-11 -- the data came late');
    await app.moveMinutes(1);
    await app.settled();
    expect(app.board()?.text).toContain(
      '#1 First draft – expected Fri 11 Dec 2026 – due in 15 working days – first agreed Tue 8 Dec, moved later by 3 working days',
    );
  });
});
