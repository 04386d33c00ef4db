import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { SandboxClock } from '../../slack/clock/clock.ts';
import { foreignRequest } from '../../slack/common/hostCheck.ts';
import { BadRequest, readJson } from '../../slack/common/readJson.ts';
import type { StandIn } from '../../slack/standIn.ts';
import type { PageCommand, PageState } from '../pageState.ts';
import { answer, answerJson, answerMail, answerText } from './answer.ts';
import type { Mails } from './mails.ts';
import { mailHtml, NO_MAILS } from './mails.ts';
import { perform, requestSchema } from './pageActions.ts';
import { snapshot } from './snapshot.ts';
import { readPage } from './staticFiles.ts';
import { createStream } from './stream.ts';
import { traffic } from './traffic.ts';
import type { Connection } from './troubles.ts';
import { createTroubles } from './troubles.ts';

export type PageServer = {
  /** False: not a request of the page's, somebody else is to answer it. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  close(): void;
};

type Options = {
  readonly standIn: StandIn;
  readonly clock: SandboxClock;
  /** E-mails of the app. */
  readonly mails?: Mails;
  readonly connection?: Connection;
  /** Folder of the built page. */
  readonly folder?: string;
  /** Slash commands of the app, as its manifest has them. */
  readonly commands?: readonly PageCommand[];
  /** Begins again with everything as it was at first, soon after. */
  readonly startOver?: () => void;
};

/** Serves the sandbox's page and what it asks for, on the stand-in's own port. */
export function createPageServer({
  standIn,
  clock,
  mails = NO_MAILS,
  connection = { cut: () => {}, mend: () => {} },
  // Compiled, this file is dist/sandbox/page/server/pageServer.js.
  folder = fileURLToPath(new URL('../../../page/', import.meta.url)),
  commands = [],
  startOver = () => {},
}: Options): PageServer {
  const files = readPage(folder);
  const stream = createStream();
  const tell = () => stream.notify();
  const stopListening = [standIn.onChange(tell), clock.onMove(tell), mails.onMail(tell)];
  const troubles = createTroubles(standIn, connection);

  /** What the person in the address sees; the first one where there is none. */
  const lookOf = (url: URL): (() => PageState) => {
    const asked = url.searchParams.get('as');
    const me = standIn.users.find((user) => (asked ? user.id === asked : !user.isBot));
    if (!me) throw new BadRequest(404, `There is no person "${asked}".`);
    return () => snapshot({ standIn, clock, commands, mails, troubles }, me.id);
  };

  const api = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /sandbox/state':
        return answerJson(response, 200, lookOf(url)());
      case 'GET /sandbox/traffic':
        return answerJson(response, 200, traffic(standIn));
      case 'GET /sandbox/stream':
        return stream.add(response, lookOf(url));
      case 'POST /sandbox/do': {
        const parsed = requestSchema.safeParse(await readJson(request));
        if (!parsed.success) throw new BadRequest(400, `Not understood: ${parsed.error.issues[0]?.message}`);
        const outcome = await perform({ standIn, clock, troubles, startOver }, parsed.data);
        tell();
        return answerJson(response, 200, outcome);
      }
      default: {
        const html = request.method === 'GET' ? mailHtml(mails, url.pathname) : undefined;
        if (html !== undefined) return answerMail(response, html);
        throw new BadRequest(404, 'There is nothing here.');
      }
    }
  };

  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const refusal = foreignRequest(request.headers);
    if (refusal) {
      answerText(response, 403, refusal);
      return true;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/sandbox/')) {
      api(request, response, url).catch((error: unknown) => {
        const status = error instanceof BadRequest ? error.status : 422;
        answerJson(response, status, { error: error instanceof Error ? error.message : String(error) });
      });
      return true;
    }
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(url.pathname) : undefined;
    if (file) answer(response, 200, file.type, file.body);
    else if (url.pathname === '/') answerText(response, 503, 'The page is not built: run npm run build.');
    else return false;
    return true;
  };

  return {
    handle,
    close: () => {
      for (const stop of stopListening) stop();
      stream.close();
    },
  };
}
