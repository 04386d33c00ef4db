import { createServer, connect as dial, type Socket } from 'node:net';

/**
 * `before`: the request never arrives. `after`: the server carries it out, and its answer never arrives. `past`: the
 * answer still arrives, and nothing after it.
 */
export type Moment = 'before' | 'after' | 'past';

export type Wire = {
  /** The address of the database by way of this wire. */
  readonly uri: string;
  /** Breaks every connection, and takes no new one, when a request with these words comes by. */
  readonly cutAt: (words: string, moment: Moment) => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

/** A network between app and database that breaks when a test says so. */
export async function wireTo(databaseUri: string): Promise<Wire> {
  const target = new URL(databaseUri);
  const ends = new Set<Socket>();
  let isWhole = true;
  let trap: { readonly words: string; readonly moment: Moment } | undefined;

  const cut = () => {
    isWhole = false;
    for (const socket of ends) socket.destroy();
  };
  const server = createServer((near) => {
    if (!isWhole) {
      near.destroy();
      return;
    }
    const far = dial(Number(target.port), target.hostname);
    let caught: Moment | undefined;
    near.on('data', (bytes: Buffer) => {
      if (trap && bytes.includes(trap.words)) caught = trap.moment;
      if (caught === 'before') cut();
      else far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (caught === 'past') near.end(bytes, cut);
      else if (caught === 'after') cut();
      else near.write(bytes);
    });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        ends.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const uri = new URL(databaseUri);
  uri.hostname = '127.0.0.1';
  uri.port = String(typeof address === 'object' && address ? address.port : 0);
  // Else the driver asks the server where it is, and goes there by itself.
  uri.searchParams.set('directConnection', 'true');
  return {
    uri: uri.toString(),
    cutAt: (words, moment) => {
      trap = { words, moment };
    },
    mend() {
      isWhole = true;
      trap = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
