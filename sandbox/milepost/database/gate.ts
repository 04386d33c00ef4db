import { connect, createServer, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

/**
 * A gate in front of a database engine whose transactions do not keep others out: it lets one command through at a
 * time, and while a transaction is open only that transaction's. So updates of the same document never overwrite each
 * other, at the price of speed, which a demo does not need.
 */
export type Gate = { readonly port: number; readonly close: () => Promise<void> };

const HEADER = 16;
const OP_MSG = 2013;
/** Flags, then the kind of the first section; its document follows (MongoDB wire protocol, OP_MSG). */
const BODY = HEADER + 4 + 1;
/** Commands that read no data; a monitoring connection keeps one of them open for long. */
const FREE = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'buildInfo', 'endSessions']);
const ENDS = new Set(['commitTransaction', 'abortTransaction']);
/** A transaction whose client fell silent is given up. */
const SILENCE_MS = 5_000;

export async function openGate(enginePort: number): Promise<Gate> {
  const turns = createTurns();
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(enginePort, '127.0.0.1');
    const pairs = [
      [client, engine],
      [engine, client],
    ] as const;
    for (const [socket, other] of pairs) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    passThrough(client, engine, turns);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Turns = ReturnType<typeof createTurns>;

/** Who may send: nobody, one command, or one transaction. */
function createTurns() {
  let holder: string | undefined;
  let silence: NodeJS.Timeout | undefined;
  const waiting: { readonly key: string; readonly go: () => void }[] = [];

  function next(): void {
    clearTimeout(silence);
    const turn = waiting.shift();
    holder = turn?.key;
    turn?.go();
  }
  return {
    take(key: string): Promise<void> {
      clearTimeout(silence);
      if (holder === undefined) holder = key;
      if (holder === key) return Promise.resolve();
      return new Promise((go) => waiting.push({ key, go }));
    },
    /** Keeps the turn for the next command of the same transaction. */
    keep(key: string): void {
      if (holder !== key) return;
      clearTimeout(silence);
      silence = setTimeout(next, SILENCE_MS);
    },
    give(key: string): void {
      if (holder === key) next();
    },
  };
}

let commands = 0;

/** One client's commands, each answered before the next is sent, as MongoDB's drivers do. */
function passThrough(client: Socket, engine: Socket, turns: Turns): void {
  let answered = () => {};
  onMessages(engine, (message) => {
    client.write(message);
    answered();
  });
  onMessages(client, (message) => void send(message));

  async function send(message: Buffer): Promise<void> {
    const isCommand = message.readInt32LE(12) === OP_MSG;
    const command = isCommand ? BSON.deserialize(bodyOf(message)) : { hello: 1 };
    const name = Object.keys(command)[0] ?? '';
    if (FREE.has(name)) {
      engine.write(isCommand ? withoutReadPreference(message) : message);
      return;
    }
    const transaction = transactionOf(command);
    const key = transaction ?? `command ${++commands}`;
    await turns.take(key);
    answered = () => {
      answered = () => {};
      if (transaction && !ENDS.has(name)) turns.keep(key);
      else turns.give(key);
    };
    if (engine.destroyed) answered();
    else engine.write(withoutReadPreference(message));
  }
  engine.on('close', () => answered());
}

function transactionOf(command: Document): string | undefined {
  if (command['autocommit'] !== false) return undefined;
  return `transaction ${command['lsid']?.id?.toString('hex')} ${command['txnNumber']}`;
}

/** A direct connection asks for `primaryPreferred`; the engine knows `primary` alone, and there is nothing to prefer. */
function withoutReadPreference(message: Buffer): Buffer {
  const { $readPreference, ...body } = BSON.deserialize(bodyOf(message), { promoteValues: false, promoteLongs: false });
  if ($readPreference === undefined) return message;
  const changed = Buffer.concat([
    message.subarray(0, BODY),
    BSON.serialize(body),
    message.subarray(BODY + message.readInt32LE(BODY)),
  ]);
  changed.writeInt32LE(changed.length, 0);
  return changed;
}

function bodyOf(message: Buffer): Buffer {
  return message.subarray(BODY, BODY + message.readInt32LE(BODY));
}

/** Cuts a stream into messages of the wire protocol: each begins with its length. */
function onMessages(socket: Socket, listener: (message: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      listener(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
}
