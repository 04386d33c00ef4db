import type { z } from 'zod';
import type { SandboxClock } from '../clock/clock.ts';
import type { StandIn } from '../standIn.ts';
import * as schemas from './schemas.ts';

export type Controlled = { readonly standIn: StandIn; readonly clock: SandboxClock };

/** Values of `:name` in the path, and what stands behind `?`. */
type Address = { readonly params: Readonly<Record<string, string | undefined>>; readonly query: URLSearchParams };

export type Route = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly does: string;
  readonly body: z.ZodType;
  /** Resolves to what is answered as JSON; nothing is `{}`. */
  run(controlled: Controlled, address: Address, body: unknown): unknown;
};

type Run<T> = (controlled: Controlled, body: T, address: Address) => unknown;

export function get(path: string, does: string, run: (controlled: Controlled, address: Address) => unknown): Route {
  return { method: 'GET', path, does, body: schemas.nothing, run };
}

export function post<T>(path: string, does: string, body: z.ZodType<T>, run: Run<T>): Route {
  return {
    method: 'POST',
    path,
    does,
    body,
    run: (controlled, address, given) => run(controlled, body.parse(given), address),
  };
}

/** What one person does: the path names the person. */
export function person<T>(
  name: string,
  does: string,
  body: z.ZodType<T>,
  run: (who: ReturnType<StandIn['person']>, body: T, standIn: StandIn) => unknown,
): Route {
  return post(`/control/people/:userId/${name}`, does, body, ({ standIn }, given, { params }) =>
    run(standIn.person(params.userId ?? ''), given, standIn),
  );
}
