import { existsSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { inFolder, tinyml } from './tinyml.ts';

const packages = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const tensorflow = join(packages, 'training/node_modules/@tensorflow');

interface Built {
  readonly stages: readonly { readonly name: string; readonly key: string }[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly run: { readonly stages: readonly { readonly name: string; readonly cached: boolean }[] };
}

const manifest = (model: string): string =>
  `version: 1\nname: net\nmodel: ${model}\ntarget: { core: host }\npasses: []\n`;

const build = async (folder: string, cache = 'cache'): Promise<Built> => {
  const { status, stdout, stderr } = await tinyml(['build', '--json', '--cache-dir', join(folder, cache)], { cwd: folder });
  if (status !== 0) throw new Error(stderr + stdout);
  return JSON.parse(stdout) as Built;
}; // prettier-ignore

const importCached = ({ run }: Built): boolean | undefined => run.stages.find(({ name }) => name === 'import')?.cached;

describe('an untrained network', () => {
  test('in a module: an edit of it or of what it imports runs the import again, a comment does not', async () => {
    await inFolder(async (folder) => {
      const module = (more: string): string =>
        `import { units } from './units.ts';\n${more}export default { input: [6], layers: [{ dense: { units } }] };\n`;
      writeFileSync(join(folder, 'tinyml.yaml'), manifest('net.ts'));
      writeFileSync(join(folder, 'units.ts'), 'export const units = 3;\n');
      writeFileSync(join(folder, 'net.ts'), module(''));
      expect(importCached(await build(folder))).toBe(false);
      writeFileSync(join(folder, 'net.ts'), module('// what it is\n'));
      expect(importCached(await build(folder))).toBe(true);
      writeFileSync(join(folder, 'units.ts'), 'export const units = 4;\n');
      expect(importCached(await build(folder))).toBe(false);
      writeFileSync(join(folder, 'net.ts'), module('').replace('dense: { units }', 'dense: { units: units + 1 }'));
      expect(importCached(await build(folder))).toBe(false);
    });
  }, 60_000);

  test('in the manifest: only an edit of the layers runs the import again', async () => {
    await inFolder(async (folder) => {
      const write = (units: number, comment: string): void => {
        const layers = `{ input: [6], layers: [{ dense: ${String(units)} }, { activation: softmax }] }`;
        writeFileSync(join(folder, 'tinyml.yaml'), comment + manifest(layers));
      };
      write(3, '');
      expect(importCached(await build(folder))).toBe(false);
      write(3, '# the network\n');
      expect(importCached(await build(folder))).toBe(true);
      write(4, '');
      expect(importCached(await build(folder))).toBe(false);
    });
  }, 60_000);

  test('of TensorFlow.js: the same weights and names in every process, and what it prints stays off stdout', async () => {
    expect(existsSync(tensorflow)).toBe(true);
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(tensorflow, join(folder, 'node_modules/@tensorflow'));
      writeFileSync(join(folder, 'tinyml.yaml'), manifest('net.ts'));
      writeFileSync(
        join(folder, 'net.ts'),
        `import * as tf from '@tensorflow/tfjs';
         tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 2 })] }); // numbers the layers that follow
         export default () => {
           const model = tf.sequential();
           model.add(tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 2, kernelSize: 3, activation: 'relu' }));
           model.add(tf.layers.batchNormalization());
           model.add(tf.layers.flatten());
           model.add(tf.layers.dense({ units: 4, kernelInitializer: 'heNormal' }));
           model.add(tf.layers.dense({ units: 3, activation: 'softmax', name: 'head' }));
           console.log('made', model.layers.length, 'layers');
           return model;
         };`,
      );
      const [first, second] = [await build(folder, 'a'), await build(folder, 'b')];
      expect(importCached(second)).toBe(false);
      expect(second.stages).toEqual(first.stages);
      expect(second.files).toEqual(first.files);
      const inspected = await tinyml(['inspect', 'net.ts', '--json'], { cwd: folder });
      const { layers } = JSON.parse(inspected.stdout) as { layers: readonly { id: string }[] };
      expect(layers.map(({ id }) => id)).toEqual([
        'conv2d', 'conv2d_relu', 'batch_normalization', 'flatten', 'dense', 'head', 'head_softmax',
      ]); // prettier-ignore
      writeFileSync(join(folder, 'empty.ts'), "import { sequential } from '@tensorflow/tfjs';\nexport default sequential();\n");
      const refused = await tinyml(['inspect', 'empty.ts', '--json'], { cwd: folder });
      expect(refused.status).toBe(3);
      expect(refused.stdout).toContain('TML637');
    });
  }, 60_000); // prettier-ignore
});
