import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workspace } from '../workspace/workspace.ts';
import type { Installation } from './installation.ts';

const PATH = '/oauth/v2/authorize';

/**
 * The page on which a person agrees: docs.slack.dev/authentication/installing-with-oauth. An admin of the workspace
 * agrees at once and is sent back to the app; `as` names somebody else, and `deny=1` does not agree. True when the
 * request was one.
 */
export function takeAuthorize(
  workspace: Workspace,
  installation: Installation,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  if (pathname !== PATH) return false;
  const wrong = whatIsWrong(workspace, installation, searchParams);
  if (wrong !== undefined) {
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(wrong);
    return true;
  }
  const redirectUri = searchParams.get('redirect_uri') ?? '';
  const back = new URL(redirectUri);
  back.searchParams.set('state', searchParams.get('state') ?? '');
  if (searchParams.get('deny') === '1') back.searchParams.set('error', 'access_denied');
  else {
    const scopes = listOf(searchParams.get('scope'));
    const userScopes = listOf(searchParams.get('user_scope'));
    const userId = installerOf(workspace, searchParams) ?? '';
    back.searchParams.set('code', installation.grant({ userId, scopes, userScopes, redirectUri }));
  }
  response.writeHead(302, { location: back.href });
  response.end();
  return true;
}

function whatIsWrong(workspace: Workspace, { client }: Installation, asked: URLSearchParams): string | undefined {
  if (client === undefined) return 'This sandbox was started without a client_id.';
  if (asked.get('client_id') !== client.clientId) return 'invalid_client_id';
  if (listOf(asked.get('scope')).length + listOf(asked.get('user_scope')).length === 0) return 'no_scopes';
  if (!URL.canParse(asked.get('redirect_uri') ?? '')) return 'bad_redirect_uri';
  return installerOf(workspace, asked) === undefined ? 'user_not_found' : undefined;
}

function installerOf({ users }: Workspace, asked: URLSearchParams): string | undefined {
  const people = users.filter(({ isBot, deleted }) => !isBot && !deleted);
  const as = asked.get('as');
  if (as !== null) return people.find(({ id }) => id === as)?.id;
  return (people.find(({ isAdmin, isOwner }) => isAdmin || isOwner) ?? people[0])?.id;
}

function listOf(scopes: string | null): readonly string[] {
  return (scopes ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
}
