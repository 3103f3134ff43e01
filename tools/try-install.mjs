// @ts-check
// Packs the packages, publishes them to a registry on this machine, and does in empty projects what a user does: install
// tinyml, `tinyml init`, `tinyml build`, a pass of one's own, a pass package, a pass that trains without @tinyml/training.
//
//   node tools/try-install.mjs [npm] [pnpm] [yarn-1] [yarn-4]      default: npm and yarn-4; all with TINYML_FULL=1
//
// Prints one JSON document of what was measured; exits with 0, with 1 where something differs from what is expected,
// with 77 where the programs that it needs cannot be installed: offline.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { root, say } from './steps.mjs';
import { managers } from './try-install/managers.mjs';
import { installPrograms, programs, startRegistry } from './try-install/registry.mjs';

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
const packages = ['core', 'formats', 'passes', 'codegen', 'operators', 'training', 'cli'];
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';

/** @type {string[]} */
const failures = [];
/**
 * @param {boolean} holds
 * @param {string} text
 */
const expect = (holds, text) => {
  process.stderr.write(`${holds ? '✓' : '✗'} ${text}\n`);
  if (!holds) failures.push(text);
};

/**
 * Runs a command line in `cwd` as a user would: nothing of this process's package manager in the environment.
 * @param {string} cwd
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 */
const at = (cwd, [command = '', ...words], env = {}) => {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|NODE_OPTIONS|PNPM_|YARN_|INIT_CWD|CI$|GITHUB_ACTIONS)/i.test(name),
    ),
  );
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    cwd,
    env: { ...inherited, ...env },
    encoding: 'utf8',
    shell: command.endsWith('.cmd'),
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr: error === undefined ? stderr : `${stderr}${error.message}` };
};

/**
 * @param {string} cwd
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} [env]
 */
const mustAt = (cwd, words, env) => {
  const result = at(cwd, words, env);
  if (result.status === 0) return result.stdout;
  throw new Error(`${words.join(' ')} (exit ${result.status})\n${result.stdout}${result.stderr}`);
};

/**
 * @param {string} folder
 * @returns {string[]}
 */
const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });

/** @param {string} folder */
const treeDigest = (folder) => {
  const hash = createHash('sha256');
  for (const path of filesUnder(folder).sort())
    hash
      .update(`${relative(folder, path).split(sep).join('/')}\0`)
      .update(readFileSync(path))
      .update('\0');
  return hash.digest('hex');
};

/** @param {string} folder */
const megabytes = (folder) => filesUnder(folder).reduce((sum, path) => sum + lstatSync(path).size, 0) / 1e6;

/** @param {string} work */
const pack = (work) => {
  say('packing');
  return packages.map((name) => {
    const folder = join(root, 'packages', name);
    const lines = mustAt(folder, [npx, '-y', packageManager, 'pack', '--json', '--pack-destination', work]);
    const { filename, files } = JSON.parse(lines.slice(lines.indexOf('{')));
    const paths = /** @type {{ path: string }[]} */ (files).map(({ path }) => path);
    const left = paths.filter((path) => /^(test|src|c\/test)\/|\.tsbuildinfo$|\.map$|\.test\./.test(path));
    expect(left.length === 0, `${name}: nothing left over in the package ${left.slice(0, 3).join(' ')}`);
    expect(paths.includes('README.md'), `${name} has a README`);
    return filename;
  });
};

/** @param {string} tarball */
const lint = (tarball) => {
  const bin = join(programs, 'node_modules', '.bin');
  const description = mustAt(programs, ['tar', '-xzOf', tarball, 'package/package.json']);
  expect(
    !/workspace:|catalog:|@tinyml\/source/.test(description),
    `${basename(tarball)}: nothing of the workspace in package.json`,
  );
  expect(/package\/LICENSE$/m.test(mustAt(programs, ['tar', '-tzf', tarball])), `${basename(tarball)} has a licence`);
  const publint = at(programs, [join(bin, 'publint'), '--strict', tarball]);
  expect(publint.status === 0, `publint ${publint.status === 0 ? '' : publint.stdout}`);
  const attw = at(programs, [join(bin, 'attw'), tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']);
  expect(attw.status === 0, `are the types wrong? no ${attw.status === 0 ? '' : attw.stdout}`);
};

const ownPass = `import { definePass } from '@tinyml/core';

export default definePass({
  name: 'look-only', version: 1, kind: 'graph', summary: 'changes nothing', preserves: 'bits',
  run: (graph) => graph,
});
`;

/** A pass package as a third party publishes it, with an operator and its kernel. @param {string} folder */
const thirdParty = (folder) => {
  cpSync(join(root, 'examples/third-party-pass'), folder, {
    recursive: true,
    filter: (path) => !/node_modules|[\\/]test([\\/]|$)|firmware/.test(path.slice(root.length)),
  });
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  delete description.private;
  delete description.devDependencies;
  description.name = 'tinyml-pass-example';
  description.peerDependencies = { '@tinyml/core': `^${version}` };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(description));
};

/**
 * @param {string} folder
 * @param {string} text
 */
const setPasses = (folder, text) => {
  const path = join(folder, 'tinyml.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^passes:.*$/m, `passes: ${text}`));
};

/**
 * @param {import('./try-install/managers.mjs').Manager} manager
 * @param {string} work
 * @param {string} registry
 */
const tryManager = (manager, work, registry) => {
  say(manager.name);
  const folder = join(work, manager.name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "name": "empty", "version": "1.0.0", "private": true }\n');
  cpSync(join(root, 'examples/sine/models'), join(folder, 'models'), { recursive: true });
  manager.configure(folder, registry);
  const env = { TINYML_CACHE_DIR: join(folder, '.tinyml-cache') };
  /** @param {readonly string[]} words */
  const tinyml = (words) => at(folder, [...manager.run, 'tinyml', ...words], env);
  /** @param {string} what @param {readonly string[]} words @param {number} [status] */
  const expectRun = (what, words, status = 0) => {
    const result = tinyml(words);
    const fine = result.status === status;
    expect(fine, `${manager.name}: ${what}${fine ? '' : ` (exit ${result.status})\n${result.stdout}${result.stderr}`}`);
    return result;
  };

  mustAt(folder, manager.add(['tinyml']));
  const installed = join(folder, 'node_modules');
  const size = existsSync(installed) ? megabytes(installed) : megabytes(join(folder, '.yarn'));
  expect(size < 60, `${manager.name}: ${size.toFixed(1)} MB installed`);
  expectRun('tinyml init', ['init', '--no-color']);
  expectRun('tinyml build', ['build', '--no-color']);
  const digest = existsSync(join(folder, 'firmware')) ? treeDigest(join(folder, 'firmware')) : '';
  expectRun('tinyml build --frozen', ['build', '--frozen', '--no-color']);
  expectRun('tinyml plan', ['plan', '--json']);

  setPasses(folder, '[train]');
  const training = expectRun('a pass that trains asks for @tinyml/training', ['build', '--no-color'], 5);
  expect(training.stderr.includes(`${manager.advice} @tinyml/training`), `${manager.name}: and says how to add it`);

  writeFileSync(join(folder, 'my-pass.mjs'), ownPass);
  setPasses(folder, '[./my-pass.mjs]');
  mustAt(folder, manager.add(['@tinyml/core', 'tinyml-pass-example']));
  expectRun('a pass beside the manifest', ['build', '--no-color']);
  setPasses(folder, "[tinyml-pass-example, 'fold-constants']");
  expectRun('a pass package', ['build', '--no-color']);
  return { manager: manager.name, megabytes: Number(size.toFixed(1)), digest };
};

if (!installPrograms()) process.exit(77);
const named = process.argv.slice(2);
const all = managers(packageManager);
const sample = process.env['TINYML_FULL'] === '1' ? all : all.slice(0, 2);
const tried = named.length === 0 ? sample : all.filter(({ name }) => named.includes(name));
const work = mkdtempSync(join(tmpdir(), 'tinyml-install-'));
const tarballs = pack(work);
for (const tarball of tarballs) lint(tarball);
const registry = await startRegistry(join(work, 'registry'));
try {
  say(`publishing to ${registry.url}`);
  const publisher = join(work, 'publisher');
  mkdirSync(publisher);
  managers(packageManager)[0]?.configure(publisher, registry.url);
  thirdParty(join(publisher, 'third-party'));
  for (const tarball of [...tarballs, join(publisher, 'third-party')])
    mustAt(publisher, ['npm', 'publish', '--loglevel=error', tarball]);
  const results = tried.map((manager) => tryManager(manager, work, registry.url));
  expect(new Set(results.map(({ digest }) => digest)).size === 1, 'the same bytes with each');
  process.stdout.write(`${JSON.stringify({ results, failures }, null, 2)}\n`);
} finally {
  registry.stop();
  if (process.env['TINYML_KEEP'] !== '1') rmSync(work, { recursive: true, force: true });
  else process.stderr.write(`kept ${work}\n`);
}
process.exit(failures.length === 0 ? 0 : 1);
