import type { IncomingMessage } from 'node:http';

/** A request of a page or a test that cannot be served, and the status that says so. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const MAX_BODY_BYTES = 1_000_000;

export async function readJson(request: IncomingMessage): Promise<unknown> {
  // A form of a foreign page cannot send this type without asking first.
  if (!request.headers['content-type']?.startsWith('application/json')) {
    throw new BadRequest(415, 'Send application/json.');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new BadRequest(413, 'That is too long.');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest(400, 'That is no JSON.');
  }
}
