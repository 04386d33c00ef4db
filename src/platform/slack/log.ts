import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

/** Warnings in answers that are as they should be: the app asks to join a channel wherever a project is set up. */
const EXPECTED: readonly string[] = ['already_in_channel'];

/** The words of Slack's libraries go to our log, without what they log beside them: those may be whole payloads. */
export function slackLogger(log: Logger): SlackLogger {
  return {
    debug: () => undefined,
    info: () => undefined,
    warn(...words) {
      const said = wordsOf(words);
      log[EXPECTED.includes(said) ? 'debug' : 'warn'](said);
    },
    error: (...words) => log.error(wordsOf(words)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

/** For Slack's socket client, which logs every attempt. `socketReceiver.ts` logs a failure once. */
export function quietLogger(log: Logger): SlackLogger {
  const quiet = (...words: unknown[]) => log.debug(wordsOf(words));
  return { ...slackLogger(log), warn: quiet, error: quiet };
}

function wordsOf([first]: readonly unknown[]): string {
  return first instanceof Error ? first.message : String(first);
}
