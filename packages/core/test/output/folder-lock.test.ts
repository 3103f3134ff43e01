import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { isLockLeftover, lockName, withFolderLock } from '../../src/output/folder-lock.ts';
import { ownIdentity } from '../../src/output/process-identity.ts';
import { put } from './tree.ts';

const root = mkdtempSync(join(tmpdir(), 'tinyml-lock-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'folder-'));
});

const { signal } = new AbortController();
const lock = (patience?: number): Promise<string> => withFolderLock(folder, signal, () => 'held', patience);
const hold = (holder: unknown): void => {
  put(join(folder, lockName, 'holder.json'), JSON.stringify(holder));
};
const gone = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

test('is there while it is held, and leaves nothing', async () => {
  await withFolderLock(folder, signal, () => {
    expect(readdirSync(folder)).toEqual([lockName]);
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('is given back when its user throws', async () => {
  const failing = withFolderLock(folder, signal, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

test('of a process at work is waited for, then told of', async () => {
  hold(ownIdentity());
  await expect(lock(50)).rejects.toThrow(`TML940: another build (process ${String(process.pid)})`);
  const waiting = lock();
  setTimeout(() => {
    rmSync(join(folder, lockName), { recursive: true });
  }, 50);
  expect(await waiting).toBe('held');
});

test('stops waiting when it is interrupted', async () => {
  hold(ownIdentity());
  await expect(withFolderLock(folder, AbortSignal.abort(), () => 'held')).rejects.toThrow('abort');
});

test.each([
  ['of a process that is gone', () => ({ host: hostname(), pid: gone(), started: null })],
  ['of a number that another process has now', () => ({ ...ownIdentity(), started: '1' })],
])('%s is taken over at once', async (_, holder) => {
  hold(holder());
  expect(await lock(50)).toBe('held');
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['another machine', { host: 'elsewhere', pid: process.pid, started: null }],
  ['nobody', {}],
])('of %s is taken over when it is old', async (_, holder) => {
  hold(holder);
  await expect(lock(50)).rejects.toThrow('TML940');
  const old = new Date(Date.now() - 120_000);
  utimesSync(join(folder, lockName), old, old);
  expect(await lock(50)).toBe('held');
});

test('parts that dead processes left are known for such, those of living ones not', async () => {
  const names = [`${lockName}-${hostname()}-${String(gone())}-0123456789ab`, `${lockName}-takeover`, `${lockName}-0`];
  for (const name of names) put(join(folder, name, 'holder.json'), JSON.stringify({ host: hostname(), pid: gone() }));
  put(join(folder, `${lockName}-${hostname()}-${String(process.pid)}-0123456789ab`, 'holder.json'), '{}');
  await withFolderLock(folder, signal, () => {
    expect(readdirSync(folder).filter((name) => isLockLeftover(folder, name))).toEqual(names.toSorted());
  });
});

test('a takeover whose process died as well is no obstacle', async () => {
  const dead = { host: hostname(), pid: gone(), started: null };
  hold(dead);
  put(join(folder, `${lockName}-takeover/holder.json`), JSON.stringify(dead));
  expect(await lock(50)).toBe('held');
  expect(readdirSync(folder)).toEqual([]);
});
