import { leftProcesses } from './leftProcesses.mjs';

export default async function globalTeardown() {
  await globalThis.milepostTestDatabase?.stop();
  const left = await leftProcesses(process.env.MILEPOST_TEST_RUN);
  if (left.length > 0) throw new Error(`The tests left processes behind: ${left.join(', ')}`);
}
