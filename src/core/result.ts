/** The outcome of something that may be refused. Faults are thrown; refusals are returned. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<F>(failure: F): { readonly ok: false; readonly failure: F } {
  return { ok: false, failure };
}
