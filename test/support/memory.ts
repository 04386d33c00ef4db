import { WebSocket } from 'ws';

type Answer = { readonly id?: number; readonly result?: { readonly result?: { readonly value?: unknown } } };

export type Memory = { readonly heapMb: number; readonly residentMb: number };

/** What a process still holds after it has collected its garbage, asked over its inspector's address. */
export async function memoryAt(inspectorUrl: string): Promise<Memory> {
  const socket = new WebSocket(inspectorUrl);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const ask = (id: number, method: string, params = {}) =>
    new Promise<Answer>((resolve) => {
      socket.on('message', (data: Buffer) => {
        const answer = JSON.parse(data.toString('utf8')) as Answer;
        if (answer.id === id) resolve(answer);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  try {
    await ask(1, 'HeapProfiler.collectGarbage');
    const expression = 'JSON.stringify(process.memoryUsage())';
    const { result } = await ask(2, 'Runtime.evaluate', { expression });
    const { heapUsed, rss } = JSON.parse(String(result?.result?.value));
    return { heapMb: megabytes(heapUsed), residentMb: megabytes(rss) };
  } finally {
    socket.close();
  }
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}
