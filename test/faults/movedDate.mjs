/**
 * Loaded into the app's process before the app: its wall clock is ahead by what stands in a file, read anew at SIGUSR2. All
 * code sees the moved time, libraries too; timers and `performance.now` do not, as where a machine's clock is set.
 */
import { readFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('file');
const RealDate = Date;
let aheadMs = 0;

function read() {
  aheadMs = Number(readFileSync(file, 'utf8'));
}

class MovedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + aheadMs);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + aheadMs;
  }
}

// Mongoose knows types by their names.
Object.defineProperty(MovedDate, 'name', { value: 'Date' });
globalThis.Date = MovedDate;
read();
process.on('SIGUSR2', read);
