import { appendFileSync } from 'node:fs';

/** One row of the table that the run ends with. */
export function measured(what: string, value: string, goal: string): void {
  appendFileSync('artefacts/browser/measured.jsonl', `${JSON.stringify({ what, measured: value, goal })}\n`);
}
