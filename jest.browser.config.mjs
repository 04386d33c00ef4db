import usual from './jest.config.mjs';

export default {
  ...usual,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  // One browser and one sandbox at a time: there is a lot to measure, and two cores.
  maxWorkers: 1,
  testTimeout: 60_000,
};
