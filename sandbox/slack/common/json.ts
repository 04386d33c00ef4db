import type { Json } from '../types.ts';

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The objects of a list; anything else in it, or no list at all, is left out. */
export function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** True for the ways a form or a JSON body says yes. */
export function isYes(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** `undefined` when the text is no JSON; `null` is not told apart from that on purpose: no caller has a use for it. */
export function parse(source: string): unknown {
  try {
    return JSON.parse(source) ?? undefined;
  } catch {
    return undefined;
  }
}

export function copy<T>(value: T): T {
  return structuredClone(value);
}
