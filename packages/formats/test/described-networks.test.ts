import { describe, expect, test } from '@jest/globals';
import {
  constantOf,
  isTinymlError,
  memoryConstants,
  prepare,
  seededRandom,
  valueOf,
  type Constants,
  type Diagnostic,
  type Graph,
} from '@tinyml/core';
import { initializers, initialValues, parseManifest, placedAt } from '@tinyml/core/internal';
import { layerFormsOf, readLayers } from '@tinyml/formats';
import { operators } from './keras-run.ts';

const described = (model: string, constants: Constants = memoryConstants()): Graph => {
  const yaml = `version: 1\nmodel:\n  ${model.trim().replaceAll('\n', '\n  ')}\ntarget: { core: host }\n`;
  const manifest = parseManifest(yaml, '/project/tinyml.yaml', { boards: [], layers: layerFormsOf(operators) });
  if (manifest.model.kind !== 'layers') throw new Error('no layers');
  const place = (at: Parameters<typeof placedAt>[1], diagnostic: Diagnostic): Diagnostic =>
    placedAt(manifest.source, at, diagnostic, 'key');
  return readLayers(manifest.model, { constants, operators }, place);
};

const run = (graph: Graph, constants: Constants, x: readonly number[]): readonly number[] => {
  const { type } = valueOf(graph, graph.inputs[0] ?? '');
  const [y] = prepare(graph, { operators, constants }).run([{ type, data: Float32Array.from(x) }]);
  return Array.from(y?.data as Float32Array);
};

/** Weights by name, as text that compares. */
const weightsOf = (model: string): Readonly<Record<string, string>> => {
  const constants = memoryConstants();
  const graph = described(model, constants);
  return Object.fromEntries(
    [...graph.values.keys()].flatMap((id) => {
      const constant = constantOf(graph, constants, id);
      return constant === undefined ? [] : [[id, Array.from(constant.data as Float32Array).join(' ')]];
    }),
  );
};

const refused = (model: string): readonly Diagnostic[] => {
  try {
    described(model);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics;
    throw error;
  }
  return [];
};

describe('networks by their layers', () => {
  test('a residual adds its input to what its layers make of it', () => {
    const constants = memoryConstants();
    const graph = described('input: [4]\nlayers: [{ residual: [{ activation: relu }] }]', constants);
    expect(run(graph, constants, [-1, 2, -3, 4])).toEqual([-1, 4, -3, 8]);
  });

  test('a residual adds its two branches where it has a shortcut', () => {
    const constants = memoryConstants();
    const model =
      'input: [4]\nlayers: [{ residual: { layers: [{ activation: relu }], shortcut: [{ activation: relu6 }] } }]';
    expect(run(described(model, constants), constants, [-1, 2, 7, 4])).toEqual([0, 4, 13, 8]);
  });

  test('every activation that a manifest may name is there', () => {
    const names = layerFormsOf(operators)['activation']?.options['activation']?.enum ?? [];
    expect(names.length).toBeGreaterThan(5);
    for (const name of names)
      expect(described(`input: [4]\nlayers: [{ activation: ${name} }]`).nodes.length).toBeGreaterThan(0);
  });

  test('layers are named by their kind, numbered, or as they are told', () => {
    const graph = described('input: [4]\nlayers: [{ dense: 3 }, { dense: { units: 2, name: dense_1 } }, { dense: 2 }]');
    expect(graph.nodes.map(({ id }) => id)).toEqual(['dense', 'dense_1', 'dense_2']);
  });

  test('an edit of one layer leaves the weights of the others as they were', () => {
    const before = weightsOf(
      'input: [6, 6, 1]\nlayers: [{ conv2d: { filters: 2, kernel-size: 3 } }, flatten, { dense: 4 }]',
    );
    const after = weightsOf(
      'input: [6, 6, 1]\nlayers: [{ conv2d: { filters: 2, kernel-size: 3 } }, { dropout: 0.5 }, flatten, { dense: 5 }]',
    );
    expect(after['conv2d/kernel']).toBe(before['conv2d/kernel']);
    expect(after['dense/kernel']).not.toBe(before['dense/kernel']);
  });

  test('weights follow the seed', () => {
    const weights = (seed: string) => weightsOf(`input: [4]\nlayers: [{ dense: 3 }]${seed}`)['dense/kernel'];
    expect(weights('')).toBe(weights('\nseed: 1'));
    expect(weights('\nseed: 2')).not.toBe(weights('\nseed: 1'));
  });

  test.each([
    ['input: [28, 28, 1]\nlayers:\n  - flatten\n  - conv2d: { filters: 2, kernel-size: 3 }', 6, 'takes [height, width, channels], but its input is [784]'],
    ['input: [4]\nlayers:\n  - conv1d: { filters: 2, kernel-size: 3 }', 5, 'takes [length, channels], but its input is [4]'],
    ['input: [4, 4, 2]\nlayers:\n  - conv2d: { filters: 2, kernel-size: 5 }', 5, ''],
    ['input: [28, 28, 1]\nlayers:\n  - residual:\n      - conv2d: { filters: 2, kernel-size: 3 }', 5, 'add a `shortcut`'],
    ['input: [4]\nlayers:\n  - reshape: [3]', 5, '[4] cannot become [3]'],
    ['input: [4]\nlayers:\n  - max-pool: 2', 5, ''],
  ])('%j does not fit', (model, line, message) => {
    const [first, ...others] = refused(model);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ code: 'TML633', line, file: '/project/tinyml.yaml' });
    expect(first?.message).toContain(message);
    expect(first?.frame).toContain('^');
  }); // prettier-ignore
});

describe('initial values', () => {
  test.each(initializers)('%s has the variance that its paper asks for', (initializer) => {
    const values = initialValues(initializer, { in: 30, out: 10 }, 40_000, seededRandom(3));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const wanted = initializer.startsWith('he') ? 2 / 30 : 2 / 40;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(variance / wanted).toBeGreaterThan(0.97);
    expect(variance / wanted).toBeLessThan(1.03);
    const limit = Math.max(...values.map(Math.abs)) / Math.sqrt(wanted);
    // Uniform: √3 deviations; normal: cut off at 2 of the deviations before the cut.
    expect(limit).toBeLessThanOrEqual(initializer.endsWith('uniform') ? Math.sqrt(3) + 1e-6 : 2 / 0.8796 + 1e-6);
  });
});
