import { describe, expect, it } from '@jest/globals';
import { readDraft } from '../../src/milestones/draft.ts';
import { day } from '../support/day.ts';

const today = day('2026-11-22');
const words = { title: 'First draft', description: 'What it will contain', due: '2026-12-04' };
const failures = (changed: Partial<typeof words>) => {
  const read = readDraft({ ...words, ...changed }, today);
  return read.ok ? [] : read.failure.map(({ field, failure }) => [field, failure.kind]);
};

describe('a draft', () => {
  it('is taken as written, with white space put in order', () => {
    const read = readDraft({ ...words, title: '  First \n draft ', description: '\nLine one\nLine two  ' }, today);
    expect(read).toEqual({
      ok: true,
      value: { title: 'First draft', description: 'Line one\nLine two', due: '2026-12-04' },
    });
  });

  it.each([
    ['today is not the past', { due: today }, []],
    ['yesterday', { due: '2026-11-21' }, [['due', 'date-past']]],
    ['a day that does not exist', { due: '2026-02-30' }, [['due', 'date-impossible']]],
    ['no date', { due: '' }, [['due', 'date-missing']]],
    ['another way to write dates', { due: '04/12/2026' }, [['due', 'date-unreadable']]],
    ['a slip of the year', { due: '2126-12-04' }, [['due', 'date-too-far']]],
    ['no title', { title: ' \n ' }, [['title', 'title-missing']]],
    ['a title that no one can see', { title: '\u200b\u200e\u202e ' }, [['title', 'title-missing']]],
    ['a title of fillers that look like nothing', { title: '\u3164\u2800\u115f' }, [['title', 'title-missing']]],
    ['150 characters of title', { title: 'x'.repeat(150) }, []],
    ['151 characters of title', { title: 'x'.repeat(151) }, [['title', 'title-too-long']]],
    ['150 emoji, each one character', { title: '🎯'.repeat(150) }, []],
    ['500 characters of description', { description: 'x'.repeat(500) }, []],
    ['501 characters of description', { description: 'x'.repeat(501) }, [['description', 'description-too-long']]],
    ['no description', { description: '' }, []],
    [
      'everything wrong at once',
      { title: '', description: 'x'.repeat(501), due: 'soon' },
      [
        ['title', 'title-missing'],
        ['description', 'description-too-long'],
        ['due', 'date-unreadable'],
      ],
    ],
  ])('%s', (_name, changed, expected) => expect(failures(changed)).toEqual(expected));
});
