// Running commands and finding tools: shared by the demo and the tests. Needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

export const say = (text) => process.stderr.write(`\n▸ ${text}\n`);

/** Runs a command with its output shown; returns its exit status. */
export const run = (command, args, options = {}) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (error) process.stderr.write(`${command}: ${error.message}\n`);
  return status ?? 1;
};

/** Runs a command and ends this process with its status if it fails. */
export const must = (command, args, options) => {
  const status = run(command, args, options);
  if (status !== 0) {
    process.stderr.write(`\n${command} ${args.join(' ')} failed (exit ${status})\n`);
    process.exit(status);
  }
};

/** Output of a command, or undefined where it is missing or fails. */
export const outputOf = (command, args) => {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

export const has = (command) => outputOf('sh', ['-c', `command -v ${command}`]) !== undefined;

/** The workspace's own pnpm, whatever else is installed. */
export const pnpm = (args, options) => must('npx', ['-y', packageManager, ...args], options);

export const checkNode = () => {
  const needed = engines.node
    .replace(/[^0-9.]/g, '')
    .split('.')
    .map(Number);
  const found = process.versions.node.split('.').map(Number);
  const old = found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1]);
  if (!old) return;
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
