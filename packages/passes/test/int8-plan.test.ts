import { describe, expect, test } from '@jest/globals';
import { constantOf, memoryConstants, valueOf, type Graph, type QuantIntent } from '@tinyml/core';
import { parseGraph } from '@tinyml/core/internal';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { int8Plan } from '../src/index.ts';
import { activationParameters } from '../src/quantize/affine.ts';
import { trainedRanges } from '../src/quantize/trained-ranges.ts';
import { canonicalise, operators, runPass } from './support/run-passes.ts';
import { hasShared, importModel, modelPath } from './support/shared-models.ts';

const folder = join(import.meta.dirname, 'cases', 'quantize');

const parseCase = (name: string) => {
  const constants = memoryConstants();
  const source = parseGraph(readFileSync(join(folder, name, 'graph.yaml'), 'utf8'), constants);
  return { constants, graph: trainedRanges(source, constants).graph };
};

/** Tensors of `before` of which `after` has an int8 form. */
const int8Forms = (before: Graph, after: Graph, constant: boolean): string[] => {
  const forms = new Set([...after.values.values()].filter(({ type }) => type.dtype === 'int8').map(({ id }) => id));
  return [...before.values.values()]
    .filter(({ data, type }) => (data !== undefined) === constant && type.dtype === 'float32')
    .map(({ id }) => id)
    .filter((id) => forms.has(id) || forms.has(`${id}_int8`))
    .sort();
};

/** Of states, a layer decides the type: its cases have a test of their own. */
const cases = readdirSync(folder).filter((name) => (parseCase(name).graph.state ?? []).length === 0);

describe('int8 plan', () => {
  test.each(cases)('names the tensors that quantize turns to int8: %s', async (name) => {
    const { constants, graph } = parseCase(name);
    const chosen = { mode: 'int8', perChannelDense: name === 'int8-per-channel-dense', biasCorrection: false };
    const quantized = (await runPass('quantize', graph, constants, { ...chosen, io: 'float32' })).graph;
    const plan = int8Plan(graph, { constants, operators }, chosen);
    expect([...plan.activations].sort()).toEqual(int8Forms(graph, quantized, false));
    expect([...plan.weights.keys(), ...plan.constants.keys()].sort()).toEqual(int8Forms(graph, quantized, true));
    for (const [id, axis] of plan.weights) expect(valueOf(quantized, id).type.quant?.axis).toBe(axis);
  });
});

(hasShared ? describe : describe.skip)('int8 plan of real models', () => {
  test.each(['seed/CNN1/1_fashion_mnist_model.h5', 'mlperf-tiny/ad.h5', 'mlperf-tiny/ic.h5'])('%s', async (path) => {
    const { graph: source, constants } = await importModel(modelPath(path));
    const graph = await canonicalise(source, constants);
    const options = { mode: 'int8', io: 'float32', limit: 1, reportSamples: 0, perChannelDense: false };
    const quantized = (await runPass('quantize', graph, constants, options)).graph;
    const plan = int8Plan(graph, { constants, operators }, options);
    expect([...plan.activations].sort()).toEqual(int8Forms(graph, quantized, false));
    expect([...plan.weights.keys(), ...plan.constants.keys()].sort()).toEqual(int8Forms(graph, quantized, true));
  });
});

describe('ranges that training wrote as intents', () => {
  const withRanges = (graph: Graph, range: readonly [number, number]): Graph => ({
    ...graph,
    values: new Map(
      [...graph.values].map(([id, value]) => {
        const intent: QuantIntent = { dtype: 'int8', range: [range] };
        return [id, value.data === undefined ? { ...value, intent } : value];
      }),
    ),
  });

  test('are those of the int8 tensors, whatever the calibration samples are', async () => {
    const { constants, graph } = parseCase('depthwise-and-transpose-conv');
    const quantized = (await runPass('quantize', withRanges(graph, [-1, 3]), constants, { mode: 'int8' })).graph;
    const { scale, zeroPoint } = activationParameters([-1, 3]);
    const activations = [...quantized.values.values()].filter(({ data }) => data === undefined);
    expect(activations.length).toBeGreaterThan(2);
    for (const { type } of activations) expect(type.quant).toEqual({ scale: [scale], zeroPoint: [zeroPoint] });
  });

  test.each(['dynamic-range', 'float16'])('change nothing in mode %s', async (mode) => {
    const { constants, graph } = parseCase('dynamic-range');
    const run = async (source: Graph) => (await runPass('quantize', source, constants, { mode, minElements: 0 })).graph;
    expect(await run(withRanges(graph, [-1, 3]))).toEqual(await run(graph));
  });

  test.each(['dynamic-range', 'float16'])('nodes of training elsewhere go in mode %s', async (mode) => {
    const constants = memoryConstants();
    const source = parseGraph(readFileSync(join(folder, 'trained-ranges', 'graph.yaml'), 'utf8'), constants);
    const { graph } = await runPass('quantize', source, constants, { mode, minElements: 0 });
    expect(graph.nodes.map(({ op }) => op)).not.toContain('fake_quant');
    expect(constantOf(graph, constants, 'w')?.type.dtype).toBe(mode === 'float16' ? 'float16' : 'int8');
  });
});
