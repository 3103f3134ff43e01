import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

const manifest = `version: 1
name: points
model: { input: [2], layers: [{ dense: { units: 8, activation: relu } }, { dense: { units: 1, activation: sigmoid } }] }
target: { core: cortex-m4f }
budget: { accuracy-drop: 50% }
data:
  train: { file: points.csv, labels: { columns: [label] } }
explore: { evaluations: 1, options: { quantize: { mode: [float16] } } }
`;

/** Points of the plane, labelled by the side of y = x that they lie on. */
const points = (): string => {
  const rows = Array.from({ length: 100 }, (_, i) => {
    const [x, y] = [(i % 10) / 10 - 0.44, Math.floor(i / 10) / 10 - 0.47];
    return `${String(x)},${String(y)},${x > y ? '1' : '0'}`;
  });
  return ['x,y,label', ...rows, ''].join('\n');
};

// On the JavaScript backend, and each time with an empty cache: what is compared was trained anew.
test('a build with a lock trains on the samples that the search trained on', async () => {
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'tinyml.yaml'), manifest);
    await writeFile(join(folder, 'points.csv'), points());
    const run = (command: string, cache: string) =>
      tinyml([command, '--json', '--cache-dir', join(folder, cache)], {
        cwd: folder,
        env: { TINYML_TRAINING_BACKEND: 'cpu' },
      });
    const found = await run('explore', 'searched');
    expect({ status: found.status, stderr: found.status === 0 ? '' : found.stderr }).toEqual({ status: 0, stderr: '' });
    const file = join(folder, 'tinyml.lock.yaml');
    const lock = await readFile(file, 'utf8');
    expect(lock).toMatch(/^heldOut:\n {2}split: train\n {2}share: 0\.1$/m);
    expect(lock).toMatch(/^weights: sha256-/m);
    const built = await run('build', 'other');
    expect({ status: built.status, stderr: built.status === 0 ? '' : built.stderr }).toEqual({ status: 0, stderr: '' });
    expect(built.stdout).not.toContain('TML956');
    expect(built.stderr).not.toContain('TML956');
    // The search's own cache has all of it.
    const warm = JSON.parse((await run('build', 'searched')).stdout) as {
      readonly run: { readonly stages: readonly { readonly name: string; readonly cached: boolean }[] };
    };
    expect(warm.run.stages.find(({ name }) => name === 'train')).toMatchObject({ cached: true });
    // Without the note it trains on all samples, and comes to other weights.
    await writeFile(file, lock.replace(/^heldOut:\n(?: .*\n)+/m, ''));
    expect((await run('build', 'third')).stderr).toContain('TML956');
    await writeFile(file, lock.replace('share: 0.1', 'share: 1'));
    const refused = await run('build', 'other');
    expect(refused.status).toBe(3);
    expect(refused.stderr).toMatch(/TML139.*heldOut\.share/);
  });
}, 180_000);
