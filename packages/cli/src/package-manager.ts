import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

const lockFiles: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];

const managers: readonly string[] = ['npm', 'pnpm', 'yarn', 'bun'] satisfies PackageManager[];

/** What the `packageManager` field of a package.json says: `yarn@4.9.1`. */
const declared = (folder: string): PackageManager | undefined => {
  try {
    const { packageManager } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      packageManager?: unknown;
    };
    const name = typeof packageManager === 'string' ? (packageManager.split('@')[0] ?? '') : '';
    return managers.includes(name) ? (name as PackageManager) : undefined;
  } catch {
    return undefined;
  }
};

/** The package manager of the project that `folder` lies in: of its package.json or lock file, else of whoever started us. */
export const packageManagerOf = (folder: string, agent = process.env['npm_config_user_agent']): PackageManager => {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = declared(at) ?? lockFiles.find(([file]) => existsSync(join(at, file)))?.[1];
    if (found !== undefined) return found;
    if (dirname(at) === at) break;
  }
  const started = agent?.split('/')[0] ?? '';
  return managers.includes(started) ? (started as PackageManager) : 'npm';
};

const add: Readonly<Record<PackageManager, string>> = {
  npm: 'npm install --save-dev',
  pnpm: 'pnpm add -D',
  yarn: 'yarn add -D',
  bun: 'bun add -d',
};

/** The command that adds a package to the project that `folder` lies in. */
export const addCommand = (folder: string, packageName: string): string =>
  `${add[packageManagerOf(folder)]} ${packageName}`;
