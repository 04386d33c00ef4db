import { isJson } from '../common/json.ts';
import type { Json } from '../types.ts';

export type Refusal = Json & { readonly ok: false; readonly error: string };

export function refusal(error: string, more: Json = {}): Refusal {
  return { ok: false, error, ...more };
}

export function isRefusal(result: object): result is Refusal {
  return isJson(result) && result.ok === false;
}
