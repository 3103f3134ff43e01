// @ts-check
// Running commands and finding tools: shared by the demo and the tests. Needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @param {string} text */
export const say = (text) => process.stderr.write(`\n▸ ${text}\n`);

const onWindows = process.platform === 'win32';

/**
 * On Windows, npm's commands are scripts that only a shell starts.
 * @param {string} command
 */
const isScript = (command) => onWindows && /^(npm|npx)$/.test(command);

/**
 * Runs a command with its output shown; returns its exit status.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: isScript(command),
    ...options,
  });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
};

/**
 * Runs a command and ends this process with its status if it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export const must = (command, args, options) => {
  const status = run(command, args, options);
  if (status !== 0) {
    process.stderr.write(`\n${command} ${args.join(' ')} failed (exit ${status})\n`);
    process.exit(status);
  }
};

/**
 * Output of a command, or undefined where it is missing or fails.
 * @param {string} command
 * @param {readonly string[]} args
 */
export const outputOf = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** @param {string} command */
export const has = (command) =>
  (onWindows ? outputOf('where', [command]) : outputOf('sh', ['-c', `command -v ${command}`])) !== undefined;

/**
 * The workspace's own pnpm, whatever else is installed.
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
export const pnpm = (args, options) => must('npx', ['-y', packageManager, ...args], options);

export const checkNode = () => {
  /** @param {string} version */
  const parts = (version) =>
    version
      .replace(/[^0-9.]/g, '')
      .split('.')
      .map(Number);
  const [major = 0, minor = 0] = parts(process.versions.node);
  const [neededMajor = 0, neededMinor = 0] = parts(engines.node);
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  process.stderr.write(`tinyml needs Node ${engines.node}; this is ${process.versions.node}\n`);
  process.exit(1);
};

/** Installs the npm packages and builds the workspace. */
export const prepare = () => {
  checkNode();
  say('installing the npm packages');
  pnpm(['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=warn']);
  say('building the workspace');
  pnpm(['--silent', 'build']);
};
