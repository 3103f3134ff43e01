// @ts-check
// npm test: everything. Sets itself up, says what it had to leave out, ends with `N passed, N failed`.
// TINYML_REQUIRE=tools,shared turns what would be left out into failures.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepare, root, run, say } from './steps.mjs';
import { installTools, pnpmFolder, python } from './test-tools.mjs';

const required = new Set((process.env.TINYML_REQUIRE ?? '').split(',').filter(Boolean));
const shared = process.env.TINYML_SHARED ?? join(root, '..', 'shared');
const work = mkdtempSync(join(tmpdir(), 'tinyml-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {string} name
 * @param {number} status
 */
const check = (name, status) => {
  if (status === 0) total.passed += 1;
  else total.failed += 1;
  process.stderr.write(`${status === 0 ? '✓' : '✗'} ${name}\n`);
};

prepare();
const missing = installTools();
if (missing.length > 0) {
  say(`missing tools, tests that need them ${required.has('tools') ? 'fail' : 'are skipped'}: ${missing.join(' ')}`);
  if (required.has('tools')) total.failed += 1;
}
if (!existsSync(shared)) {
  say(`no folder ${shared}: tests on its models ${required.has('shared') ? 'fail' : 'are skipped'}`);
  if (required.has('shared')) total.failed += 1;
}

const env = {
  ...process.env,
  TINYML_SHARED: shared,
  TINYML_PYTHON: existsSync(python) ? python : 'python3',
  PATH: `${dirname(python)}:${process.env.PATH}:${pnpmFolder}`,
  TINYML_CACHE_DIR: join(work, 'cache'),
};

say('types and style');
check('types of sources, tests and tools', run('npx', ['tsc', '-p', '.'], { env }));
check('types of the page of a report', run('npx', ['tsc', '-p', 'packages/cli/page'], { env }));
check('eslint and prettier', run('npx', ['-y', 'pnpm@10.34.9', '--silent', 'lint'], { env }));

say('C library');
const build = join(work, 'c');
/** @param {readonly string[]} args */
const cmake = (args) => run('cmake', args, { stdio: ['ignore', 'ignore', 'inherit'] });
if (missing.includes('cmake') || missing.includes('gcc')) total.skipped += 1;
else {
  check('C library builds', cmake(['-S', 'packages/operators/c', '-B', build]) || cmake(['--build', build, '-j2']));
  check('C library tests', run('ctest', ['--test-dir', build, '--output-on-failure']));
}

say('installation from a registry on this machine');
const installation = run(process.execPath, ['tools/try-install.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
if (installation === 77) say('offline: installation was not tried');
else check('tinyml installs and builds with package managers', installation);

say('jest');
const report = join(work, 'jest.json');
const status = run(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { env, stdio: ['ignore', 'ignore', 'inherit'] },
);
if (existsSync(report)) {
  /** @type {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numRuntimeErrorTestSuites', number> & { testResults: { assertionResults: { status: string, fullName: string }[] }[] }} */
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  total.passed += numPassedTests;
  total.failed += numFailedTests + numRuntimeErrorTestSuites;
  total.skipped += numPendingTests;
  const names = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
  );
  if (names.length > 0) process.stderr.write(`\nskipped:\n${names.map((name) => `  - ${name}`).join('\n')}\n`);
} else total.failed += 1;
if (status !== 0 && total.failed === 0) total.failed += 1;
if (total.skipped > 0 && required.size > 0) {
  process.stderr.write(`\nTINYML_REQUIRE=${[...required].join(',')}: nothing may be skipped\n`);
  total.failed += total.skipped;
}
rmSync(work, { recursive: true, force: true });
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
);
process.exit(total.failed === 0 ? 0 : 1);
