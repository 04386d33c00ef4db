import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { slackLogger } from '../../../src/platform/slack/log.ts';

it('of Slack’s libraries keeps their words alone, and what is as it should be for those who look closer', () => {
  const lines: string[] = [];
  const logger = slackLogger(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }));
  logger.warn('already_in_channel');
  logger.warn('superfluous_charset', { payload: 'what people typed' });
  logger.error(new Error('socket closed'));
  const said = lines.map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(said.map(({ level, msg }) => [level, msg])).toEqual([
    [20, 'already_in_channel'],
    [40, 'superfluous_charset'],
    [50, 'socket closed'],
  ]);
  expect(lines.join()).not.toContain('typed');
});
