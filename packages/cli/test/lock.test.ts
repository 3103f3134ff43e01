import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { loadManifest, memoryStore, openSession, writeLock, type Choice } from '@tinyml/core/internal';
import { manifestEnvironment } from '../src/manifest-environment.ts';
import { makeToolkit } from '../src/toolkit.ts';
import { inFolder, tinyml } from './tinyml.ts';

jest.setTimeout(300_000);

const example = join(dirname(fileURLToPath(import.meta.url)), '../../../examples/fashion-mnist');

const manifest = (rest = ''): string => `# a manifest of mine
version: 1
name: fashion
model: ${example}/models/fashion.h5
target: { core: cortex-m4f }   # no board yet
priority: size
data:
  calibration: { file: ${example}/data/calibration.npz, array: image, scale: 1/255, limit: 8 }
passes: auto  # for now
${rest}`;

const options = { mode: 'float16' };

/** Writes the lock of a sequence that `passes: auto` would not take. */
const lockIn = async (folder: string, evaluations = 12): Promise<string> => {
  const toolkit = makeToolkit();
  const session = await openSession(await loadManifest(join(folder, 'tinyml.yaml'), manifestEnvironment()), toolkit, {
    store: memoryStore(),
    tinymlVersion: '0',
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const passOf = (name: string, chosen: Readonly<Record<string, unknown>>): Choice['passes'][number] => ({
    name,
    version: toolkit.passes.get(name)?.version ?? 0,
    options: chosen,
  });
  return writeLock(session, {
    passes: [passOf('fuse-activation', {}), passOf('quantize', options)],
    kernels: 'latency',
    figures: { flash: 40_000 },
    weights: null,
    evaluations,
    seed: 1,
  });
};

const run = async (command: string, folder: string, ...flags: readonly string[]): ReturnType<typeof tinyml> =>
  tinyml([command, folder, ...flags, '--cache-dir', join(folder, 'cache')]);

const stagesOf = (stdout: string): readonly string[] =>
  (JSON.parse(stdout) as { readonly stages: readonly { readonly name: string }[] }).stages.map(({ name }) => name);

describe('tinyml.lock.yaml', () => {
  test('passes: auto takes it, --frozen accepts it, and both see what changed', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'tinyml.yaml');
      await writeFile(file, manifest());
      const lock = await lockIn(folder);
      const text = await readFile(lock, 'utf8');
      await lockIn(folder);
      expect(await readFile(lock, 'utf8')).toBe(text);

      const built = await run('build', folder, '--json');
      expect(built.status).toBe(0);
      expect(stagesOf(built.stdout)).toEqual(['import', 'fuse-activation', 'quantize', 'lower', 'emit']);
      expect((await run('build', folder, '--frozen')).status).toBe(0);
      const planned = await run('plan', folder, '--json');
      expect(planned.stdout).toContain('the lock names it');

      await writeFile(file, manifest('budget: { flash: 200KiB }\n'));
      const frozen = await run('build', folder, '--frozen');
      expect(frozen.status).toBe(1);
      expect(frozen.stderr).toMatch(/TML955 budget is not what the lock was written for/);
      const chosen = await run('build', folder, '--json');
      expect(chosen.status).toBe(0);
      expect(chosen.stderr).toMatch(/TML140 budget is not/);
      expect(stagesOf(chosen.stdout)).not.toEqual(stagesOf(built.stdout));
    });
  });

  test('one that was edited by hand is one error with its place', async () => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'tinyml.yaml'), manifest());
      const lock = await lockIn(folder);
      await writeFile(lock, (await readFile(lock, 'utf8')).replace('kernels: latency', 'kernels: fast'));
      const { status, stderr } = await run('build', folder);
      expect(status).toBe(3);
      expect(stderr).toMatch(/TML139 .*`kernels` is not one of[^]*tinyml\.lock\.yaml:\d+/);
    });
  });

  test('plan --eject writes its passes into the manifest, and the build stays what it was', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, 'tinyml.yaml');
      await writeFile(file, manifest());
      await lockIn(folder);
      expect((await run('build', folder)).status).toBe(0);
      expect((await run('plan', folder, '--eject')).status).toBe(0);
      const ejected = await readFile(file, 'utf8');
      expect(ejected).toContain('target: { core: cortex-m4f }   # no board yet\n');
      expect(ejected).toContain('passes: # for now\n  - fuse-activation\n  - quantize:\n');
      expect(ejected).toContain('  - latency\n');
      const again = await run('build', folder, '--frozen');
      expect(again.status).toBe(0);
      expect(await run('plan', folder, '--eject')).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('TML409'),
      });
    });
  });
});
