// @ts-check
// A registry on this machine alone: it has what is published to it, and asks the usual one for everything else.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { outputOf, root, run } from '../steps.mjs';

/** Where the programs that are tried lie: they are no part of the workspace. */
export const programs = join(root, '.tools', 'try-install');

const wanted = {
  private: true,
  dependencies: {
    verdaccio: '6.8.0',
    yarn: '1.22.22',
    '@yarnpkg/cli-dist': '4.18.1',
    publint: '0.3.25',
    '@arethetypeswrong/cli': '0.18.5',
  },
  // What verdaccio asks for, by a tag that some mirrors do not have.
  overrides: { 'node-fetch': '2.7.0' },
};

/** Installs the registry, the package managers and the linters of packages; false where that cannot be done: offline. */
export const installPrograms = () => {
  const text = JSON.stringify(wanted, null, 2);
  const stamp = join(programs, `installed-${Buffer.from(text).length}-${Object.values(wanted.dependencies).join('-')}`);
  if (existsSync(stamp)) return true;
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'package.json'), text);
  const status = run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'], {
    cwd: programs,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status === 0) writeFileSync(stamp, '');
  return status === 0;
};

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/**
 * Starts the registry with its files in `folder`.
 * @param {string} folder
 */
export const startRegistry = async (folder) => {
  const port = await freePort();
  const usual = outputOf('npm', ['config', 'get', 'registry']) ?? '';
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'config.json');
  const own = { access: '$all', publish: '$all' };
  writeFileSync(
    config,
    JSON.stringify({
      storage: join(folder, 'storage'),
      uplinks: { usual: { url: usual, cache: true, maxage: '1h' } },
      packages: { tinyml: own, 'tinyml-*': own, '@tinyml/*': own, '**': { access: '$all', proxy: 'usual' } },
      log: { type: 'file', path: join(folder, 'log'), level: 'warn' },
      web: { enable: false },
    }),
  );
  const bin = join(programs, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
  const child = spawn(process.execPath, [bin, '--config', config, '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}/`;
  for (let attempt = 0; ; attempt++) {
    const answered = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answered) break;
    if (child.exitCode !== null || attempt > 600) throw new Error('the registry does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, port, stop: () => child.kill() };
};
