/** The value below which a share (0 to 1) of the values lies; the values need no order. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** `12.3 (11.9–14.0)`: the median, and the least and the most. */
export function spread(values, digits = 1) {
  const of = (value) => value.toFixed(digits);
  return `${of(median(values))} (${of(Math.min(...values))}–${of(Math.max(...values))})`;
}

/**
 * Runs each of some measurements in turn, A B A B …, so that what else the machine does meets all of them alike. Returns
 * the results of each, in the order of the rounds.
 */
export async function inTurns(rounds, measurements) {
  const results = Object.fromEntries(Object.keys(measurements).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(measurements)) results[name].push(await measure(round));
  }
  return results;
}

/** The median of the ratios of each round: what slows a whole round down falls out. */
export function ratios(ours, others) {
  return ours.map((value, round) => value / others[round]);
}
