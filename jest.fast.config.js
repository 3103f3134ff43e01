/** `npm run test:fast`: what needs no compiler, emulator, Python or training, and starts no commands. */
import config from './jest.config.js';

process.env.TINYML_FAST = '1';

export default {
  ...config,
  maxWorkers: '100%',
  testMatch: [
    '<rootDir>/packages/{core,formats,passes,codegen}/test/**/*.test.ts',
    // Its tests of kernels compile them.
    '<rootDir>/packages/operators/test/{,control/,reference/}*.test.ts',
    '<rootDir>/packages/cli/test/{package-manager,training-package}.test.ts',
    '<rootDir>/tools/test/{documents,least-squares}.test.ts',
  ],
};
