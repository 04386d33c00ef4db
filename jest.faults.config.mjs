import usual from './jest.config.mjs';

export default {
  ...usual,
  testMatch: ['<rootDir>/test/faults/**/*.faults.ts'],
  globalSetup: '<rootDir>/test/faults/setup.mjs',
  globalTeardown: '<rootDir>/test/faults/teardown.mjs',
  // One app is killed at a time; what it shares the machine with is the database.
  maxWorkers: 1,
  testTimeout: 300_000,
};
