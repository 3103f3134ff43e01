import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  constantValue,
  memoryConstants,
  type Node,
  type Operator,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { writeTflite } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import plugin from '../../../examples/third-party-operator/src/operator.js';
import { inFolder, tinyml } from './tinyml.ts';

const root = resolve(import.meta.dirname, '../../..');
const example = join(root, 'examples/third-party-operator');
const { operators } = plugin as unknown as { readonly operators: readonly Operator[] };
const table = new Map([...builtinOperatorTable, ...operators.map((operator) => [operator.name, operator] as const)]);

/** The package, installed beside the manifest: outside of this workspace. */
const install = (folder: string): void => {
  const installed = join(folder, 'node_modules/acme-triangle-wave');
  mkdirSync(join(folder, 'node_modules/@tinyml'), { recursive: true });
  symlinkSync(join(root, 'node_modules/@tinyml/core'), join(folder, 'node_modules/@tinyml/core'));
  cpSync(join(example, 'src'), join(installed, 'src'), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8')) as object;
  const published = { ...manifest, name: 'acme-triangle-wave', peerDependencies: { '@tinyml/core': '*' } };
  writeFileSync(join(installed, 'package.json'), JSON.stringify(published));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { 'acme-triangle-wave': '1.0.0' } }));
};

const random = (length: number, seed: number): Float32Array => {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

/** conv → wave → pool → conv → wave → mean → dense: as a .tflite file with the wave as a custom operator. */
const model = (): Uint8Array => {
  const constants = memoryConstants();
  const values = new Map<ValueId, Value>();
  const nodes: Node[] = [];
  const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
  const value = (id: string, type: TensorType): string => {
    values.set(id, { id, type });
    return id;
  };
  const weights = (id: string, ...shape: readonly number[]): string => {
    const data = random(
      shape.reduce((a, b) => a * b, 1),
      id.length,
    );
    values.set(id, constantValue(constants, id, float(...shape), data));
    return id;
  };
  const node = (id: string, op: string, attrs: object, inputs: readonly string[], type: TensorType): string => {
    nodes.push({ id, op, attrs, inputs, outputs: [value(`${id}_out`, type)] } as unknown as Node);
    return `${id}_out`;
  };
  const convolution = { padding: 'same', strides: [1, 1], dilations: [1, 1], activation: 'none' };
  const pooling = { padding: 'valid', strides: [2, 2], filter: [2, 2], activation: 'none' };
  const x = value('x', float(1, 48, 32, 1));
  const first = node('first', 'conv_2d', convolution, [x, weights('k1', 8, 3, 3, 1), weights('b_1', 8)], float(1, 48, 32, 8)); // prettier-ignore
  const wave = node('wave', 'triangle_wave', {}, [first], float(1, 48, 32, 8));
  const pooled = node('pool', 'max_pool_2d', pooling, [wave], float(1, 24, 16, 8));
  const second = node('second', 'conv_2d', convolution, [pooled, weights('k__2', 4, 3, 3, 8), weights('b__2', 4)], float(1, 24, 16, 4)); // prettier-ignore
  const again = node('again', 'triangle_wave', {}, [second], float(1, 24, 16, 4));
  const small = node('small', 'max_pool_2d', pooling, [again], float(1, 12, 8, 4));
  const flat = node('flat', 'reshape', { newShape: [1, 384] }, [small], float(1, 384));
  const dense = node('dense', 'fully_connected', { activation: 'none', keepNumDims: false }, [flat, weights('kernel', 2, 384), weights('bias', 2)], float(1, 2)); // prettier-ignore
  const y = node('y', 'softmax', { beta: 1 }, [dense], float(1, 2));
  return writeTflite({ name: 'waves', inputs: [x], outputs: [y], values, nodes }, constants, table);
};

const samples = `
const value = (i, j) => Math.sin(i * 12.9898 + j * 78.233) * (i % 2 === 0 ? 1 : 0.3);
export default () => ({
  count: 16,
  inputs: (i) => Float32Array.from({ length: 1536 }, (_, j) => value(i, j)),
  labels: Array.from({ length: 16 }, (_, i) => i % 2),
});
`;

/** 16 samples by 8: two steps of training. */
const manifest = `version: 1
name: waves
model: waves.tflite
target: { core: host, ram: 6KiB }
data:
  train: { loader: ./samples.mjs }
  calibration: { loader: ./samples.mjs }
  test: { loader: ./samples.mjs }
passes: [train: { epochs: 1, batch: 8 }, quantize: { mode: int8 }]
output: { dir: firmware, project: library }
`;

interface Built {
  readonly stages: readonly { readonly name: string; readonly metrics: Readonly<Record<string, number>> }[];
  readonly kernels: readonly { readonly nodes: readonly string[]; readonly kernel: string; readonly why: string }[];
}

describe('a package with one operator, in five files', () => {
  test('is read from .tflite, trained, quantised and streamed by rows, and its C gives the same bits', async () => {
    await inFolder(async (folder) => {
      install(folder);
      writeFileSync(join(folder, 'waves.tflite'), model());
      writeFileSync(join(folder, 'samples.mjs'), samples);
      writeFileSync(join(folder, 'tinyml.yaml'), manifest);
      const run = async (command: string): Promise<unknown> => {
        const { status, stdout, stderr } = await tinyml([command, '--json', '--cache-dir', join(folder, 'cache')], {
          cwd: folder,
          env: { TINYML_TRAINING_BACKEND: 'cpu' },
        });
        expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
        return JSON.parse(stdout);
      };

      const { stages, kernels } = (await run('build')) as Built;
      expect(stages.map(({ name }) => name)).toEqual(['import', 'train', 'quantize', 'lower', 'emit']);
      expect(stages[1]?.metrics['loss']).toBeGreaterThan(0);
      const first = kernels.filter(({ nodes }) => nodes.some((node) => node.startsWith('wave')));
      expect(first.map(({ why }) => why)).toEqual([
        expect.stringMatching(/^row streaming, .*tml_conv_2d_s8, acme_triangle_wave_s8, tml_max_pool_2d_s8/),
      ]);
      const written = readFileSync(join(folder, 'firmware/model.tflite'), 'latin1');
      expect(written).toContain('AcmeTriangleWave');

      const verified = (await run('verify')) as { readonly runs: readonly { readonly layers: number }[] };
      expect(verified.runs[0]).toMatchObject({ where: 'host', skipped: null });
      expect(verified.runs[0]?.layers).toBeGreaterThan(0);
    });
  }, 240_000);

  test('costs as many files as the recipe says', () => {
    expect(readdirSync(join(example, 'src')).toSorted()).toEqual([
      'acme_triangle_wave.h',
      'gradient.js',
      'kernels.js',
      'operator.js',
      'tflite.js',
    ]);
  });
});
