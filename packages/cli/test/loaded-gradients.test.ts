// Gradients and TensorFlow.js are for those who train: a build that does not loads neither.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { describeWith } from '../../../tools/testing.ts';
import { binary, root, start } from './e2e/binary.ts';
import { inFolder, tinyml } from './tinyml.ts';

const hook = join(root, 'packages/cli/test/loaded-modules.cjs');
const bundle = join(root, 'packages/cli/dist/bundle/main.js');

const manifest = (passes: string): string => `version: 1
name: points
model: { input: [4, 4, 1], layers: [{ conv2d: { filters: 2, kernel: 3, activation: relu } }, { flatten: {} }, { dense: { units: 2, activation: softmax } }] }
target: { core: host }
data: { train: { file: points.csv, labels: { columns: [label] } } }
passes: ${passes}
`;

const points = (): string => {
  const rows = Array.from({ length: 8 }, (_, i) =>
    [...Array.from({ length: 16 }, (_, k) => (i * k) % 5), i % 2].join(),
  );
  return [[...Array.from({ length: 16 }, (_, k) => `x${String(k)}`), 'label'].join(), ...rows, ''].join('\n');
};

type Run = (
  words: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
) => Promise<{ readonly status: number | null; readonly stderr: string }>;

/** URLs of all modules that a build loads. */
const loadedBy = (run: Run, passes: string): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'tinyml.yaml'), manifest(passes));
    writeFileSync(join(folder, 'points.csv'), points());
    const list = join(folder, 'loaded.txt');
    const { status, stderr } = await run(['build', '--cache-dir', join(folder, 'cache')], {
      cwd: folder,
      env: { NODE_OPTIONS: `--require ${hook}`, TINYML_LOADED_MODULES: list, TINYML_TRAINING_BACKEND: 'cpu' },
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    return [...new Set(readFileSync(list, 'utf8').split('\n'))];
  });

/** The gradients that a module is, or holds as a part of the bundle. */
const gradientsOf = (url: string): readonly string[] => {
  if (!url.startsWith('file:')) return [];
  const path = fileURLToPath(url.replace(/\?.*/, '')).replaceAll('\\', '/');
  const own = /operators\/(?:src|dist)\/(.*gradient)\.[jt]s$/.exec(path)?.[1];
  if (own !== undefined) return [own];
  if (!path.includes('/dist/bundle/')) return [];
  return Array.from(
    readFileSync(path, 'utf8').matchAll(/^\/\/ .*operators\/dist\/(.*gradient)\.js$/gm),
    ([, name = '']) => name,
  );
};

const isTensorFlow = (url: string): boolean => url.includes('@tensorflow');

const check = (run: Run): void => {
  test('a build that does not train loads no gradient and no TensorFlow.js', async () => {
    const urls = await loadedBy(run, '[fold-constants]');
    expect(urls.length).toBeGreaterThan(5);
    expect(urls.flatMap(gradientsOf)).toEqual([]);
    expect(urls.filter(isTensorFlow)).toEqual([]);
  });

  test('a build that trains loads those of its own operators', async () => {
    const urls = await loadedBy(run, '[train: { epochs: 1, batch: 8 }]');
    expect(urls.some(isTensorFlow)).toBe(true);
    expect([...new Set(urls.flatMap(gradientsOf))].sort()).toEqual([
      'convolution/conv-2d/gradient',
      'convolution/conv-2d/one-channel-gradient',
      'convolution/conv-2d/one-channel-pool-gradient',
      'convolution/filter-gradient',
      'dense/fully-connected/gradient',
      'elementwise/softmax/gradient',
    ]);
  });
};

describe('the command on its sources', () => {
  check(tinyml);
});

describeWith('the bundled command', { files: [bundle] }, () => {
  check((words, options) => start(process.execPath, [binary, ...words], options));
});
