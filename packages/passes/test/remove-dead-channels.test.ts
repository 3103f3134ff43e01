import { describe, expect, test } from '@jest/globals';
import {
  elementCount,
  interpret,
  memoryConstants,
  requireValid,
  toBytes,
  valueOf,
  type Constants,
  type Graph,
  type Tensor,
  type ValueId,
} from '@tinyml/core';
import { seededTensor } from '@tinyml/core/testing';
import fc from 'fast-check';
import { channelRanges } from '../src/dead-channels/ranges.ts';
import { layerBuilder, type Storage, type WeightedOptions } from './support/layer-builder.ts';
import { operators, runPass } from './support/run-passes.ts';
import { hasShared, importModel, modelPath } from './support/shared-models.ts';

/** A chain of layers with side branches, many of whose channels have no weights, or nobody who reads them. */
const randomGraph = (constants: Constants, seed: number, storage: Storage): Graph => {
  const build = layerBuilder(constants, seed, storage);
  const { random, pick, whole } = build;
  const size = whole(2, 5);
  const outputs: ValueId[] = [];
  let x = build.input([pick([1, 1, 2]), size, size, whole(1, 4)]);
  const channels = (): number => build.typeOf(x).shape[3] ?? 1;
  const some = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, c) => c).filter(() => random() < 0.3);
  const options = (count: number): WeightedOptions => ({
    outputs: count,
    kernel: pick([
      [1, 1],
      [1, 1],
      [3, 3],
      [2, 1],
    ] as const),
    strides: pick([
      [1, 1],
      [1, 1],
      [2, 2],
    ] as const),
    padding: 'same',
    activation: pick(['none', 'relu', 'relu', 'relu6']),
    silent: Object.fromEntries(
      some(count).map((c) => [c, storage === 'int8' ? pick([0, -5000, 300, 9_000, 2_000_000]) : pick([0, -1, 0.5])]),
    ),
    unread: some(channels()),
    perChannel: random() < 0.5,
    bias: random() < 0.8,
  });
  const residual = (a: ValueId): ValueId => {
    const b = build.conv(a, { ...options(channels()), strides: [1, 1] });
    return build.add(build.conv(a, { ...options(channels()), strides: [1, 1] }), b, pick(['none', 'relu']));
  };
  const layers: readonly (() => ValueId)[] = [
    () => build.conv(x, options(whole(1, 7))),
    () => build.conv(x, options(whole(1, 7))),
    () => build.depthwise(x, options(channels() * pick([1, 1, 2]))),
    () => residual(x),
    () => {
      const [rows = 1, columns = 1] = build.typeOf(x).shape.slice(1);
      const filter = [Math.min(2, rows), Math.min(2, columns)] as const;
      const attrs = { padding: pick(['same', 'valid']), strides: [1, 1], filter, activation: 'none' } as const;
      return build.emit(pick(['max_pool_2d', 'average_pool_2d'] as const), attrs, [x], build.sameQuant(x));
    },
    () => {
      // One scale for all parts, as int8 concatenation wants it.
      const quant = build.sameQuant(x);
      const other = build.conv(x, { ...options(whole(1, 5)), strides: [1, 1] }, quant);
      return build.emit('concatenation', { axis: 3, activation: 'none' }, [x, other], quant);
    },
    () => {
      const paddings = build.constant(
        `${x}_pads`,
        { dtype: 'int32', shape: [4, 2] },
        Int32Array.from([0, 0, 1, 0, 0, 1, 0, 0]),
      );
      return build.emit('pad', {}, [x, paddings], build.sameQuant(x));
    },
    () => build.emit('relu', {}, [x], build.sameQuant(x)),
    () => {
      // Squeeze and excite: one factor a channel.
      const axes = build.integers(`${x}_axes`, [1, 2]);
      const squeezed = build.emit('mean', { keepDims: true }, [x, axes], build.sameQuant(x));
      const factors = build.conv(squeezed, { ...options(channels()), strides: [1, 1] });
      return build.emit('mul', { activation: pick(['none', 'relu']) }, [factors, x], build.sameQuant(factors));
    },
    () => {
      if (random() < 0.5) outputs.push(x);
      return build.emit('logistic', {}, [x], { scale: [1 / 256], zeroPoint: [-128] });
    },
  ];
  for (let i = whole(2, 6); i > 0; i--) x = pick(layers)();
  const head = pick(['dense', 'mean', 'image', 'flat'] as const);
  if (head === 'mean')
    x = build.emit('mean', { keepDims: false }, [x, build.integers('axes', [1, 2])], build.sameQuant(x));
  if (head === 'flat')
    x = build.emit(
      'reshape',
      { newShape: [build.typeOf(x).shape[0] ?? 1, elementCount(build.typeOf(x).shape.slice(1))] },
      [x],
      build.sameQuant(x),
    );
  if (head !== 'image') x = build.dense(x, { ...options(whole(1, 6)), unread: [] });
  return build.finish('random', [...outputs, x]);
};

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
