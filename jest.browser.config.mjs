import usual from './jest.config.mjs';

export default {
  ...usual,
  testMatch: ['<rootDir>/test/browser/**/*.browser.ts'],
  testTimeout: 60_000,
};
