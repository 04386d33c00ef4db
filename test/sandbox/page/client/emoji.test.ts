import { describe, expect, it } from '@jest/globals';
import { emojiNamed, withEmoji } from '../../../../sandbox/page/client/blocks/emoji.ts';

describe('emoji', () => {
  it.each([
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['large_green_circle', '🟢'],
    ['pencil', '📝'],
    ['white_check_mark', '✅'],
    ['triangular_flag_on_post', '🚩'],
    ['hourglass_flowing_sand', '⏳'],
    ['no_such_name', ':no_such_name:'],
  ])('%s is %s', (name, shown) => expect(emojiNamed(name)).toBe(shown));

  it('are found between colons, and times of day are not', () => {
    expect(withEmoji('Done :tada: at 10:30:15, or :nothing:')).toBe('Done 🎉 at 10:30:15, or :nothing:');
  });
});
