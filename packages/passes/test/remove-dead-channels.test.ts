import { describe, expect, test } from '@jest/globals';
import { interpret, memoryConstants, toBytes, valueOf, type Graph, type Tensor, type ValueId } from '@tinyml/core';
import { requireValid } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import fc from 'fast-check';
import { channelRanges } from '../src/dead-channels/ranges.ts';
import { randomGraph } from './support/random-graph.ts';
import { operators, runPass } from './support/run-passes.ts';
import { hasShared, importModel, modelPath } from './support/shared-models.ts';

/** Seeded inputs, and inputs full of the least, the greatest, both by turns, and real 0. */
const inputsOf = (graph: Graph): readonly (readonly Tensor[])[] => {
  const { type } = valueOf(graph, 'x');
  const [low, high] = type.dtype === 'int8' ? [-128, 127] : [-1e4, 1e4];
  const fill = (value: (i: number) => number): Tensor => {
    const tensor = seededTensor(type, 0);
    for (let i = 0; i < tensor.data.length; i++) tensor.data[i] = value(i);
    return tensor;
  };
  return [
    seededTensor(type, 1),
    seededTensor(type, 2),
    fill(() => low),
    fill(() => high),
    fill((i) => (i % 2 === 0 ? low : high)),
    fill(() => type.quant?.zeroPoint[0] ?? 0),
  ].map((tensor) => [tensor]);
};

const bytesOf = (tensors: readonly Tensor[]): string =>
  tensors.map(({ data }) => Buffer.from(toBytes(data)).toString('hex')).join();

describe.each(['int8', 'float32', 'hybrid'] as const)('random %s graphs', (storage) => {
  test('give the same bits with fewer channels', async () => {
    let removed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const constants = memoryConstants();
        const graph = randomGraph(constants, seed, storage);
        requireValid(graph, operators, constants);
        const { graph: smaller, metrics } = await runPass('remove-dead-channels', graph, constants);
        removed += Number(metrics?.['removedChannels'] ?? 0);
        requireValid(smaller, operators, constants);
        for (const inputs of inputsOf(graph)) {
          const [before, after] = [graph, smaller].map((one) => interpret(one, inputs, { operators, constants }));
          expect(bytesOf(after ?? [])).toBe(bytesOf(before ?? []));
        }
        expect((await runPass('remove-dead-channels', smaller, constants)).graph).toBe(smaller);
      }),
      { numRuns: 120 },
    );
    expect(removed).toBeGreaterThan(50);
  });

  test('keep every value within the range that was found for its channel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
        const constants = memoryConstants();
        const graph = randomGraph(constants, seed, storage);
        const { ranges } = channelRanges(graph, { operators, constants });
        for (const inputs of inputsOf(graph)) {
          const observe = (id: ValueId, { type, data }: Tensor): void => {
            const range = ranges.get(id);
            const channels = type.shape.at(-1) ?? 1;
            const outside = Array.from(data as ArrayLike<number>).filter(
              (value, i) => value < (range?.low[i % channels] ?? 0) || value > (range?.high[i % channels] ?? 0),
            );
            expect(outside).toEqual([]);
          };
          interpret(graph, inputs, { operators, constants, observe });
        }
      }),
      { numRuns: 60 },
    );
  });
});

(hasShared ? describe : describe.skip)('visual wake words', () => {
  test('loses half of its multiplications and six sevenths of its weights', async () => {
    const { graph, constants } = await importModel(modelPath('mlperf-tiny/vww_int8.tflite'));
    const { metrics } = await runPass('remove-dead-channels', graph, constants);
    expect(metrics?.['macsBefore']).toBe(7_489_664);
    expect(metrics?.['macs']).toBeLessThanOrEqual(3_727_313);
    expect(Number(metrics?.['constantBytes']) / Number(metrics?.['constantBytesBefore'])).toBeLessThan(1 / 6);
  });
});
