import { describe, expect, test } from '@jest/globals';
import { elementCount, interpret, type Constants, type Graph, type Tensor } from '@tinyml/core';
import { imagesLast, requireValid, tensorInOrder } from '@tinyml/core/internal';
import { compareOutputs, seededTensor } from '@tinyml/core/testing';
import { isQuantized } from '../src/quantized.ts';
import { networks } from './support/channels-first-networks.ts';
import { channelsFirst } from './support/channels-first.ts';
import { randomTransposes } from './support/random-transposes.ts';
import { noiseSamples } from './support/smooth-noise.ts';
import { operators, runPass } from './support/run-passes.ts';

const transposes = ({ nodes }: Graph): number => nodes.filter(({ op }) => op === 'transpose').length;

/** The graph after the pass: valid, with the outputs of the one before, and at rest. */
const moved = async (before: Graph, constants: Constants): Promise<Graph> => {
  const { graph } = await runPass('channels-last', before, constants);
  requireValid(graph, operators, constants);
  const preserves = isQuantized(before) ? 'bits' : 'rounding';
  expect(compareOutputs(before, graph, preserves, { operators, constants })).toEqual([]);
  expect(graph.outputs).toEqual(before.outputs);
  expect((await runPass('channels-last', graph, constants)).graph).toBe(graph);
  return graph;
};

/** Bytes that transposes give. */
const movedBytes = ({ nodes, values }: Graph): number =>
  nodes
    .filter(({ op }) => op === 'transpose')
    .reduce((sum, { outputs: [id = ''] }) => sum + elementCount(values.get(id)?.type.shape ?? []), 0);

describe('networks with channels before height and width', () => {
  test.each(networks)('%s', async (_, network, left) => {
    const net = channelsFirst('network');
    const before = network(net);
    const { constants } = net;
    const graph = await moved(before, constants);
    expect(transposes(graph)).toBe(left);
  });
});

describe('quantised before transposes move: every bit stays', () => {
  test.each(networks.filter(([name]) => !name.startsWith('attention')))('%s', async (_, network, left) => {
    const net = channelsFirst('network');
    const { constants } = net;
    const before = network(net);
    const shape = before.values.get('x')?.type.shape ?? [];
    const samples = noiseSamples(shape, 4, 1, -1, 1);
    const { graph } = await runPass('quantize', before, constants, { mode: 'int8' }, samples);
    expect(isQuantized(graph)).toBe(true);
    expect(transposes(await moved(graph, constants))).toBe(left);
  });
});

test('images that are handed over with channels last need no transpose at the border', async () => {
  const net = channelsFirst('border');
  const x = net.input('x', [1, 3, 8, 8]);
  const y = net.relu(net.conv(net.relu(x), 4));
  const mean = net.op('mean', { keepDims: false }, [y, net.integers([2, 3])]);
  const before = net.finish([net.conv(y, 5), mean, x]);
  const { constants } = net;
  const called = imagesLast(before, constants);
  requireValid(called, operators, constants);
  const shapes = (ids: readonly string[], graph: Graph): unknown => ids.map((id) => graph.values.get(id)?.type.shape);
  expect(shapes(called.inputs, called)).toEqual([[1, 8, 8, 3]]);
  expect(shapes(called.outputs, called)).toEqual([
    [1, 8, 8, 5],
    [1, 4],
    [1, 8, 8, 3],
  ]);
  expect(called.outputs).toEqual(before.outputs);

  const image = seededTensor({ dtype: 'float32', shape: [1, 3, 8, 8] }, 1);
  const [features, channels] = interpret(before, [image], { operators, constants });
  const last = interpret(called, [tensorInOrder(image, [0, 2, 3, 1])], { operators, constants });
  expect(last[0]).toEqual(tensorInOrder(features as Tensor, [0, 2, 3, 1]));
  expect(last[1]).toEqual(channels);
  expect(transposes(await moved(called, constants))).toBe(0);
});

describe('random networks', () => {
  const full = process.env['TINYML_FULL'] !== undefined;
  const seeds = Array.from({ length: full ? 3000 : 150 }, (_, i) => i + 1);

  test('give the same, and move no more bytes', async () => {
    for (const seed of seeds) {
      const { graph: before, net } = randomTransposes(seed);
      try {
        const after = await moved(before, net.constants);
        expect(movedBytes(after)).toBeLessThanOrEqual(movedBytes(before));
      } catch (error) {
        throw new Error(`seed ${String(seed)}`, { cause: error });
      }
    }
  });
});
