import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askForm, declineForm } from '../../blocks/askForm.ts';
import { answeredMessage, askedMessage, askedThread, type ToldRequest } from '../../blocks/request.ts';
import { escaped, type Shown } from '../../blocks/text.ts';
import { textPart } from '../../blocks/textPart.ts';
import { checkMessage, checkView } from '../../sandbox/limits/check.ts';
import type { ChangeRequest } from '../../src/domain/request.ts';
import { aMilestone, aProject, client, lead } from '../support/people.ts';

const request: ChangeRequest = {
  id: '65f0000000000000000000b1',
  projectId: '65f000000000000000000001',
  version: 1,
  milestoneNumber: 3,
  by: client,
  text: 'A week earlier, please',
  at: new Date('2026-11-22T10:00:00Z'),
  state: 'open',
};
const told = (fields: Partial<ChangeRequest> = {}): ToldRequest => ({
  project: aProject(),
  request: { ...request, ...fields },
  milestone: fields.milestoneNumber === 0 ? undefined : aMilestone({ number: 3 }),
  today: '2026-11-22',
});
const nasty = '<!channel>&'.repeat(90).slice(0, 1000);
const worst = (text: string): ToldRequest => ({
  project: aProject({ name: '&'.repeat(80) }),
  request: {
    ...request,
    text,
    by: { userId: 'U1', name: '<&>'.repeat(26) },
    state: 'declined',
    answeredBy: { userId: 'U2', name: '<&>'.repeat(26) },
    reason: '&'.repeat(500),
  },
  milestone: aMilestone({ number: 100, title: '&'.repeat(150), description: '&'.repeat(500) }),
  today: '2026-11-22',
});

const messages: Readonly<Record<string, Shown>> = {
  'a request in the thread': askedThread(told()),
  'a request to an expert': askedMessage(told()),
  'a change, to whoever asked': answeredMessage(told({ state: 'changed', answeredBy: lead }), 'asker'),
  'a refusal in the thread': answeredMessage(
    told({ state: 'declined', answeredBy: lead, reason: 'Too soon' }),
    'thread',
  ),
};

describe('requests and answers', () => {
  it.each(Object.entries(messages))('%s', (_name, shown) => {
    expect(shown).toMatchSnapshot();
    expect(checkMessage({ ...shown }, { method: 'chat.postMessage' })).toEqual([]);
  });

  it.each([['&'.repeat(1000)], ['🏔️'.repeat(500)], [nasty], ['a\n'.repeat(500)]])(
    'stay within the limits and call no one, with the worst text (%#)',
    (text) => {
      const all = worst(text);
      for (const shown of [
        askedThread(all),
        askedMessage(all),
        answeredMessage(all, 'asker'),
        answeredMessage(all, 'thread'),
      ]) {
        expect(checkMessage({ ...shown }, { method: 'chat.postMessage' })).toEqual([]);
        expect(JSON.stringify(shown)).not.toMatch(/<[!@#]/);
        expect(shown.text).toContain(escaped(text));
      }
      expect(checkView({ ...declineForm(all.request) }, 'modal')).toEqual([]);
    },
  );

  it('say of a removed milestone that it is removed', () => {
    const removed = { ...told(), milestone: aMilestone({ number: 3, state: 'removed' }) };
    expect(askedMessage(removed).text).toContain('#3 First draft – expected Fri 4 Dec 2026, removed');
  });

  it('show what was written whole, in pieces that each fit a section', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1000, unit: 'binary' }), (written) => {
        const { blocks } = textPart(written);
        const pieces = blocks.map((block) => (block.type === 'section' ? (block.text?.text ?? '') : ''));
        expect(pieces.every((piece) => piece.length <= 2_900)).toBe(true);
        if (escaped(written).length <= 2_900 && written.trim() !== '') expect(pieces).toEqual([escaped(written)]);
      }),
    );
  });
});

describe('the form to ask with', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => aMilestone({ number: i + 1, title: '&🏔️'.repeat(50) }));

  it('takes 100 milestones of the worst kind, and the plan as a whole', () => {
    const view = askForm(aProject({ name: '&'.repeat(80) }), hundred, 100);
    expect(checkView({ ...view }, 'modal')).toEqual([]);
    const shown = JSON.stringify(view);
    expect(shown).toContain('The plan as a whole');
    expect(shown.match(/"initial_option":\{[^}]*\},"value":"(\d+)"/)?.[1]).toBe('100');
  });

  it('chooses nothing for someone, unless there is one thing to choose', () => {
    expect(JSON.stringify(askForm(aProject(), hundred))).not.toContain('initial_option');
    expect(JSON.stringify(askForm(aProject(), hundred, 777))).not.toContain('initial_option');
    const empty = askForm(aProject(), []);
    expect(JSON.stringify(empty)).toContain('initial_option');
    expect(checkView({ ...empty }, 'modal')).toEqual([]);
  });
});
