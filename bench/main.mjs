/**
 * Runs the measurements that are named, or all but the long one, and prints one table: `npm run bench`,
 * `npm run bench -- ack board`, `npm run bench -- memory`. With `--quick` fewer and shorter rounds, for a first look.
 */
import { cpus, totalmem } from 'node:os';
import { dropRest } from './support/database.mjs';
import { tableOf } from './support/table.mjs';

const MEASUREMENTS = ['ack', 'roundTrips', 'channel', 'reminders', 'board', 'start'];
/** Only where it is named: 100,000 commands take their time. */
const LONG = ['memory'];

const isQuick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((word) => word !== '--quick');
const known = [...MEASUREMENTS, ...LONG];
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void dropRest().then(() => process.exit(1)));

const rows = [];
for (const name of named.length > 0 ? named : MEASUREMENTS) {
  const began = performance.now();
  console.error(`${name} …`);
  const { run } = await import(`./${name}.mjs`);
  try {
    rows.push(...(await run({ isQuick })));
  } catch (error) {
    console.error(error);
    rows.push({ what: name, figures: `broke off: ${error.message}`, goal: 'runs', met: false });
    await dropRest();
  }
  console.error(`${name}: ${Math.round((performance.now() - began) / 1000)} s`);
}
const memory = Math.round(totalmem() / 2 ** 30);
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, ${memory} GB\n`,
);
console.log(tableOf(rows));
process.exit(0);
