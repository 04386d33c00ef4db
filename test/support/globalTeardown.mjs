export default async function globalTeardown() {
  await globalThis.milepostTestDatabase?.stop();
}
