import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { packageManagerOf } from '../src/package-manager.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-manager-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const folder = (name: string, files: Readonly<Record<string, string>>): string => {
  const path = join(root, name, 'models', 'kws');
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, name, file), text);
  return path;
};

describe('the package manager of a project', () => {
  test.each([
    ['pnpm', { 'pnpm-lock.yaml': '' }],
    ['yarn', { 'yarn.lock': '' }],
    ['npm', { 'package-lock.json': '{}' }],
    ['bun', { 'bun.lock': '' }],
    ['yarn', { 'package.json': '{ "packageManager": "yarn@4.9.1" }', 'package-lock.json': '{}' }],
    ['npm', { 'package.json': 'no JSON', 'package-lock.json': '{}' }],
    ['npm', { 'package.json': '{ "packageManager": 4 }', 'package-lock.json': '{}' }],
  ])('%s, for %j above', (manager, files) => {
    expect(packageManagerOf(folder(`${manager}-${Object.values(files).join().length}`, files), 'bun/1.2')).toBe(
      manager,
    );
  });

  test('is the one that started us where no file tells, else npm', () => {
    const empty = folder('empty', {});
    expect(packageManagerOf(empty, 'pnpm/10.34.9 npm/? node/v20.20.2 linux x64')).toBe('pnpm');
    expect(packageManagerOf(empty, '')).toBe('npm');
    expect(packageManagerOf(empty, 'other/1')).toBe('npm');
  });
});
