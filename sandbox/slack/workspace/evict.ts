/** Drops from the front of a map, oldest first, what came into it before an instant. */
export function evictOlderThan(map: Map<string, { readonly at: number }>, instant: number): void {
  for (const [key, { at }] of map) {
    if (at >= instant) return;
    map.delete(key);
  }
}
