import type { AddressInfo } from 'node:net';
import type { Address, Attachment } from 'postal-mime';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as whoever gets it sees it. */
export type Mail = {
  readonly id: string;
  readonly at: Date;
  readonly from: string;
  /** Who was really sent it: the addresses of the envelope, blind copies included. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number }[];
};

/** A mail server that keeps what it is given and sends nothing on. */
export type Mailbox = {
  /** `smtp://127.0.0.1:port`: no user, no password, no TLS. */
  readonly url: string;
  readonly mails: readonly Mail[];
  onMail(listener: (mail: Mail) => void): () => void;
  close(): Promise<void>;
};

/** No mail of an app comes near this; a server of the world would refuse it as well. */
const SIZE_LIMIT = 10 * 1024 * 1024;
/** Old mails go, so that a sandbox may run for days. */
const KEPT = 500;

export async function startMailbox({ now = () => new Date() }: { now?: () => Date } = {}): Promise<Mailbox> {
  const mails: Mail[] = [];
  const listeners = new Set<(mail: Mail) => void>();
  let count = 0;

  const take = async (raw: Buffer, envelope: { readonly from: string; readonly to: readonly string[] }) => {
    const parsed = await PostalMime.parse(raw);
    count += 1;
    const mail: Mail = {
      id: `mail-${count}`,
      at: now(),
      from: written(parsed.from) ?? envelope.from,
      to: envelope.to,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      ...(parsed.html === undefined ? {} : { html: parsed.html }),
      attachments: parsed.attachments.map((part) => ({
        name: part.filename ?? '',
        type: part.mimeType,
        size: sizeOf(part),
      })),
    };
    mails.push(mail);
    if (mails.length > KEPT) mails.shift();
    for (const listener of listeners) listener(mail);
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    closeTimeout: 1000,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('Message is too big'), { responseCode: 552 }));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        void answer(done, take(Buffer.concat(chunks), { from, to: rcptTo.map(({ address }) => address) }));
      });
    },
  });
  // A client that goes away in the middle of a mail is no trouble of ours.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    onMail: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(done: (error?: Error) => void, taken: Promise<void>): Promise<void> {
  try {
    await taken;
  } catch (error) {
    done(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  done();
}

function written(from: Address | undefined): string | undefined {
  if (from?.address === undefined) return undefined;
  return from.name === '' ? from.address : `${from.name} <${from.address}>`;
}

function sizeOf({ content }: Attachment): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
}
