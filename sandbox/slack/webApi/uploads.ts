import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes } from '../common/http.ts';
import type { File } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';

const PATH = '/upload/v1/';

export function uploadPath(file: File): string {
  return PATH + file.id;
}

/**
 * The bytes of a file, raw or as a form: docs.slack.dev/messaging/working-with-files, "Uploading files". True when the
 * request was one.
 */
export async function takeUpload(
  workspace: Workspace,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
  if (!pathname.startsWith(PATH)) return false;
  const file = workspace.files.get(pathname.slice(PATH.length));
  const bytes = contentOf(request.headers['content-type'] ?? '', await readBytes(request));
  const refused = whatIsWrong(file, bytes);
  response.writeHead(refused === undefined ? 200 : refused.status, { 'content-type': 'text/plain' });
  if (refused === undefined && file !== undefined) {
    file.content = bytes;
    response.end(`OK - ${bytes.length}`);
  } else {
    response.end(refused?.words);
  }
  return true;
}

function whatIsWrong(file: File | undefined, bytes: Buffer): { status: number; words: string } | undefined {
  if (file === undefined) return { status: 404, words: 'no such upload' };
  if (file.content !== undefined) return { status: 400, words: 'already uploaded' };
  return bytes.length === file.size ? undefined : { status: 400, words: `expected ${file.size} bytes` };
}

/** The one part of a form, or all of a raw body. */
function contentOf(contentType: string, body: Buffer): Buffer {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf('\r\n\r\n') + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return body.subarray(start, end === -1 ? undefined : end);
}
