// @ts-check
// The package managers that a user may have: how each installs from a registry and runs a command.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programs } from './registry.mjs';

/**
 * @typedef {object} Manager
 * @property {string} name
 * @property {(folder: string, registry: string) => void} configure
 * @property {(names: readonly string[]) => readonly string[]} add command line that adds packages for development
 * @property {readonly string[]} run command line that runs what follows
 * @property {string} advice the command that tinyml gives to add a package
 */

/**
 * @param {string} folder
 * @param {string} registry
 */
const npmrc = (folder, registry) => {
  const { host } = new URL(registry);
  writeFileSync(
    join(folder, '.npmrc'),
    `registry=${registry}\n//${host}/:_authToken=none\ncache=${join(folder, '..', 'npm-cache')}\n`,
  );
};

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const yarn1 = [process.execPath, join(programs, 'node_modules', 'yarn', 'bin', 'yarn.js')];
const yarn4 = [process.execPath, join(programs, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js')];

/** @param {string} pnpmVersion */
export const managers = (pnpmVersion) =>
  /** @type {readonly Manager[]} */ ([
    {
      name: 'npm',
      configure: npmrc,
      add: (names) => [npm, 'install', '--save-dev', '--no-audit', '--no-fund', '--loglevel=error', ...names],
      run: [npx, '--no-install'],
      advice: 'npm install --save-dev',
    },
    {
      name: 'yarn-4',
      configure: (folder, registry) =>
        writeFileSync(
          join(folder, '.yarnrc.yml'),
          [
            `npmRegistryServer: "${registry.replace(/\/$/, '')}"`,
            'unsafeHttpWhitelist: ["127.0.0.1"]',
            'enableGlobalCache: false',
            'enableTelemetry: false',
            'enableImmutableInstalls: false',
            'npmMinimalAgeGate: 0',
            `globalFolder: "${join(folder, '..', 'yarn-4').replaceAll('\\', '/')}"`,
            'nodeLinker: pnp',
            '',
          ].join('\n'),
        ),
      add: (names) => [...yarn4, 'add', '-D', ...names],
      run: [...yarn4, 'run'],
      advice: 'yarn add -D',
    },
    {
      name: 'pnpm',
      configure(folder, registry) {
        npmrc(folder, registry);
        writeFileSync(
          join(folder, 'pnpm-workspace.yaml'),
          `storeDir: ${JSON.stringify(join(folder, '..', 'store'))}\n`,
        );
      },
      add: (names) => [npx, '-y', pnpmVersion, 'add', '-D', ...names],
      run: [npx, '-y', pnpmVersion, 'exec'],
      advice: 'pnpm add -D',
    },
    {
      name: 'yarn-1',
      configure: (folder, registry) =>
        writeFileSync(
          join(folder, '.yarnrc'),
          `registry "${registry}"\ncache-folder "${join(folder, '..', 'yarn-1').replaceAll('\\', '/')}"\n`,
        ),
      add: (names) => [...yarn1, 'add', '--dev', '--no-progress', '--non-interactive', ...names],
      run: [...yarn1, '--silent', 'run'],
      advice: 'yarn add -D',
    },
  ]);
