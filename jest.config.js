/** Tests run on the sources (export condition `@tinyml/source`), so they need no build. */
export default {
  testEnvironment: '<rootDir>/tools/jest-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['@tinyml/source', 'node', 'default'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jest-esbuild.cjs' },
  testMatch: [
    '<rootDir>/packages/*/test/**/*.test.ts',
    '<rootDir>/examples/*/test/**/*.test.ts',
    '<rootDir>/tools/test/**/*.test.ts',
  ],
  modulePathIgnorePatterns: ['/dist/'],
  // Against tests that hang, not slow ones: a busy machine fails none.
  testTimeout: 600_000,
  // A process keeps the modules of every suite that it ran: after some dozens another one takes its place.
  workerIdleMemoryLimit: '1GB',
};
