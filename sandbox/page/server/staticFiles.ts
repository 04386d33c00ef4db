import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export type StaticFile = { readonly type: string; readonly body: Buffer };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** All files of the built page by their path on the server; empty when the page is not built. */
export function readPage(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const entry of list(folder)) {
    const type = TYPES[extname(entry)];
    if (!type) continue;
    files.set(`/${relative(folder, entry).split(sep).join('/')}`, { type, body: readFileSync(entry) });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
