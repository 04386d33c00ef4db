/** Levels, and lists, objects and commas together. The largest payload we get, a view of 100 blocks, has far fewer. */
const DEPTH_MAX = 100;
const MARKS_MAX = 10_000;

/**
 * Reads JSON; undefined where it is none, or where reading it would hold up everyone else: V8 takes long for deep
 * nesting and for many different keys.
 */
export function parseJson(text: string): unknown {
  if (!isModest(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isModest(json: string): boolean {
  let depth = 0;
  let marks = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === ',') marks += 1;
    else if (character === '[' || character === '{') {
      depth += 1;
      marks += 1;
    }
    if (depth > DEPTH_MAX || marks > MARKS_MAX) return false;
  }
  return true;
}

/** Where the string ends that begins at `start`; the end of the text where it does not. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
