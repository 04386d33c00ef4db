import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

/** Warnings in answers that are as they should be: the app asks to join a channel wherever a project is set up. */
const EXPECTED: readonly string[] = ['already_in_channel'];

/** The words of Slack's libraries go to our log, without what they log beside them: those may be whole payloads. */
export function slackLogger(log: Logger): SlackLogger {
  const first = (words: unknown[]) => (words[0] instanceof Error ? words[0].message : String(words[0]));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn(...words) {
      const said = first(words);
      log[EXPECTED.includes(said) ? 'debug' : 'warn'](said);
    },
    error: (...words) => log.error(first(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
