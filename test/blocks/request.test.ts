import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { askForm, declineForm } from '../../blocks/change-requests/askForm.ts';
import { answeredMessage, askedMessage, askedThread, type ToldRequest } from '../../blocks/change-requests/request.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import { quotePart } from '../../blocks/shared/textPart.ts';
import { checkMessage, checkView } from '../../sandbox/slack/limits/check.ts';
import type { ChangeRequest, OpenRequest } from '../../src/change-requests/request.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject, client, lead } from '../support/people.ts';

const request: OpenRequest = {
  id: '65f0000000000000000000b1',
  projectId: '65f000000000000000000001',
  version: 1,
  milestoneNumber: 3,
  by: client,
  text: 'A week earlier, please',
  at: new Date('2026-11-22T10:00:00Z'),
  state: 'open',
};
const answeredAt = new Date('2026-11-22T11:00:00Z');
const told = (asked: ChangeRequest = request): ToldRequest => ({
  project: aProject(),
  request: asked,
  milestone: asked.milestoneNumber === 0 ? undefined : aMilestone({ number: 3 }),
  today: day('2026-11-22'),
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
    answeredAt,
    reason: '&'.repeat(500),
  },
  milestone: aMilestone({ number: 100, title: '&'.repeat(150), description: '&'.repeat(500) }),
  today: day('2026-11-22'),
});

const messages: Readonly<Record<string, Rendered>> = {
  'a request in the thread': askedThread(told()),
  'a request to an expert': askedMessage(told()),
  'a change, to whoever asked': answeredMessage(
    told({ ...request, state: 'changed', answeredBy: lead, answeredAt }),
    'asker',
  ),
  'a refusal in the thread': answeredMessage(
    told({ ...request, state: 'declined', answeredBy: lead, answeredAt, reason: 'Too soon' }),
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
        expect(shown.text).toContain(quotePart(text).text);
      }
      expect(checkView({ ...declineForm(all.request) }, 'modal')).toEqual([]);
    },
  );

  it('say of a removed milestone that it is removed', () => {
    const removed = { ...told(), milestone: aMilestone({ number: 3, state: 'removed' }) };
    expect(askedMessage(removed).text).toContain('#3 First draft – expected Fri 4 Dec 2026, removed');
  });

  it('show what was written as a quote, so that no line of it can pass for one of ours', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1000 }), (written) => {
        const { text, blocks } = quotePart(written);
        if (written === '') return;
        expect(text.split('\n').every((line) => line.startsWith('> '))).toBe(true);
        expect(blocks.map(({ type }) => type)).toEqual(['rich_text']);
        expect(JSON.stringify(blocks)).toContain('"rich_text_quote"');
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
