import { expect, test } from '@jest/globals';
import {
  constantValue,
  elementCount,
  fromBytes,
  interpret,
  isTinymlError,
  memoryConstants,
  valueOf,
  type Constants,
  type Graph,
  type Tensor,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { requireValid } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import { knownLayers } from '@tinyml/passes';
import fc from 'fast-check';
import { randomGraph } from '../../passes/test/support/random-graph.ts';
import { importModel, modelPath } from '../../passes/test/support/shared-models.ts';
import { operators } from '../../passes/test/support/run-passes.ts';
import { describeWith } from '../../../tools/testing.ts';
import { channelRemoval, type Removed, type RemovalOptions } from '../src/pruning/remove-channels.ts';

const options: RemovalOptions = {
  ratio: 0.5,
  scope: 'layer',
  criterion: 'l1',
  multiple: 1,
  steps: 1,
  exclude: [],
  layers: [],
};

const remove = (graph: Graph, constants: Constants, given: Partial<RemovalOptions> = {}): Removed =>
  channelRemoval(graph, { ...options, ...given }, { operators, constants })(graph, 1);

const codesOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
};

/** `graph` of the same size, in which the channels that are gone count for nothing: no layer's weights read them. */
const zeroed = (graph: Graph, { kept }: Removed, constants: Constants): Graph => {
  const values = new Map<ValueId, Value>(graph.values);
  const nodes = graph.nodes.map((node) => {
    const layer = knownLayers(graph, { operators, constants }).layers.get(node);
    if (layer === undefined || node.op === 'depthwise_conv_2d') return node;
    const stays = new Set(kept.get(layer.input));
    const value = valueOf(graph, node.inputs[layer.weightPosition] ?? '');
    const weights = fromBytes('float32', constants.get(value.data ?? 'sha256-')).slice() as Float32Array;
    weights.forEach((_, i) => {
      if (!stays.has(layer.inputOf(i) % layer.inputChannels)) weights[i] = 0;
    });
    // Weights of its own: another layer may share them.
    const id = `${value.id}_of_${node.id}`;
    values.set(id, { ...value, ...constantValue(constants, id, value.type, weights) });
    const inputs = node.inputs.map((input, position) => (position === layer.weightPosition ? id : input));
    return { ...node, inputs } as typeof node;
  });
  return { ...graph, values, nodes };
};

const run = (graph: Graph, constants: Constants, seed: number): readonly Tensor[] =>
  interpret(
    graph,
    graph.inputs.map((id, i) => seededTensor(valueOf(graph, id).type, seed + i)),
    { operators, constants },
  );

/** Greatest difference of outputs, as a share of their greatest magnitude. */
const difference = (a: readonly Tensor[], b: readonly Tensor[]): number => {
  let [worst, most] = [0, 1e-30];
  a.forEach(({ data }, i) => {
    const other = b[i]?.data as Float32Array;
    expect(other).toHaveLength(data.length);
    (data as Float32Array).forEach((value, k) => {
      worst = Math.max(worst, Math.abs(value - (other[k] ?? NaN)));
      most = Math.max(most, Math.abs(value));
    });
  });
  return worst / most;
};

const parameters = (graph: Graph): number =>
  [...graph.values.values()].reduce(
    (sum, { type, data }) => sum + (data === undefined ? 0 : elementCount(type.shape)),
    0,
  );

test('random graphs without channels equal the same graphs with these channels at zero', () => {
  let removed = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.constantFrom(0.2, 0.5, 0.9),
      fc.constantFrom('layer' as const, 'network' as const),
      fc.constantFrom(1, 1, 2),
      (seed, ratio, scope, multiple) => {
        const constants = memoryConstants();
        const graph = randomGraph(constants, seed, 'float32');
        let result: Removed | undefined;
        const codes = codesOf(() => (result = remove(graph, constants, { ratio, scope, multiple })));
        if (result === undefined) {
          expect(['TML652', 'TML653']).toEqual(expect.arrayContaining([...codes]));
          return;
        }
        removed++;
        requireValid(result.graph, operators, constants);
        expect(parameters(result.graph)).toBeLessThan(parameters(graph));
        const reference = zeroed(graph, result, constants);
        for (const input of [1, 2])
          expect(difference(run(reference, constants, input), run(result.graph, constants, input))).toBeLessThan(1e-5);
      },
    ),
    { numRuns: 150 },
  );
  expect(removed).toBeGreaterThan(30);
});

/** Constants that are stored as int8 with scales, as the floats that they stand for. */
const dequantised = (graph: Graph, constants: Constants): Graph => {
  const values = new Map<ValueId, Value>(graph.values);
  for (const [id, { type, data }] of graph.values) {
    if (data === undefined || type.dtype !== 'int8' || type.quant === undefined) continue;
    const { scale, axis = 0 } = type.quant;
    const inner = elementCount(type.shape.slice(axis + 1));
    const stored = fromBytes('int8', constants.get(data)) as Int8Array;
    const real = Float32Array.from(stored, (q, i) => q * (scale[Math.floor(i / inner) % scale.length] ?? 1));
    values.set(id, constantValue(constants, id, { dtype: 'float32', shape: type.shape }, real));
  }
  return { ...graph, values };
};

describeWith('real models', { shared: true }, () => {
  test.each([
    ['seed/CNN1/1_fashion_mnist_model.h5', { ratio: 0.5 }],
    ['seed/CNN2/1_mnist_model.h5', { ratio: 0.25, scope: 'network' }],
    ['mlperf-tiny/ic.h5', { ratio: 0.5, multiple: 4 }],
    ['mlperf-tiny/ic.h5', { ratio: 0.4, criterion: 'batch-norm', scope: 'network' }],
    ['mlperf-tiny/vww.h5', { ratio: 0.5, criterion: 'batch-norm' }],
    ['mlperf-tiny/kws_float.tflite', { ratio: 0.3, multiple: 4 }],
    ['mlperf-tiny/ad.h5', { ratio: 0.75 }],
  ] as const)('%s %j: as with the channels at zero', async (model, given) => {
    const { graph: imported, constants } = await importModel(modelPath(model));
    // The keyword spotter's weights are int8.
    const graph = dequantised(imported, constants);
    const result = remove(graph, constants, given);
    requireValid(result.graph, operators, constants);
    expect(parameters(result.graph)).toBeLessThan(parameters(graph) * (1 - given.ratio / 2));
    const reference = zeroed(graph, result, constants);
    expect(difference(run(reference, constants, 5), run(result.graph, constants, 5))).toBeLessThan(1e-5);
  });
});
