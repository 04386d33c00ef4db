import { createContext, useContext } from 'react';
import type { PageWhere } from '../../pageState.ts';
import type { Json } from '../json.ts';
import { record } from '../json.ts';

/** What a person has typed into a modal and not sent yet. */
export type Form = {
  readonly edits: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string>>;
  edit(blockId: string, value: unknown): void;
};

/** Where blocks are shown: what their elements hold and where an action is said to come from. */
export type Surface =
  | { readonly kind: 'message'; readonly channelId: string; readonly ts: string }
  | { readonly kind: 'view'; readonly viewId: string; readonly values: Json; readonly form?: Form };

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('There is no surface around this block.');
  return surface;
}

export function whereOf(surface: Surface, blockId: string): PageWhere {
  return surface.kind === 'view'
    ? { viewId: surface.viewId, blockId }
    : { channelId: surface.channelId, ts: surface.ts, blockId };
}

/** Slack's `state.values` entry of an element; empty for messages, whose menus hold what their blocks say. */
export function heldIn(surface: Surface, blockId: string, actionId: string): Json {
  return surface.kind === 'view' ? record(record(surface.values[blockId])[actionId]) : {};
}
