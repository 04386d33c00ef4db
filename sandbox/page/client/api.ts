import type { PageAction, PageOutcome, TrafficEntry } from '../pageState.ts';

export async function fetchTraffic(): Promise<readonly TrafficEntry[]> {
  return await get<readonly TrafficEntry[]>('/sandbox/traffic');
}

export async function perform(as: string, action: PageAction): Promise<PageOutcome> {
  const response = await fetch('/sandbox/do', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ as, action }),
  });
  return await read<PageOutcome>(response);
}

async function get<T>(path: string): Promise<T> {
  return await read<T>(await fetch(path));
}

async function read<T>(response: Response): Promise<T> {
  const body: unknown = await response.json();
  if (response.ok) return body as T;
  throw new Error((body as { error?: string }).error ?? `The sandbox answered ${response.status}.`);
}
