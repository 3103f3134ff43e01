import fc from 'fast-check';
import type { Activation, Core, Padding, Pair, Quant, Tensor } from '@tinyml/core';
import { nodeCase, values, type NodeCase } from './nn-cases.ts';

const extent = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }));
const small = fc.integer({ min: 1, max: 3 });
/** Images, filters and numbers of depthwise convolutions. */
export const shape = fc.record({
  n: fc.constantFrom(1, 1, 1, 2),
  hw: fc.tuple(extent, fc.integer({ min: 1, max: 14 })),
  swap: fc.boolean(),
  channels: fc.constantFrom<Pair>([1, 1], [1, 5], [3, 1], [4, 1], [5, 1], [8, 1], [10, 1], [2, 2], [4, 3]),
  filter: fc.oneof(
    fc.constant<Pair>([3, 3]),
    fc.constantFrom<Pair>([5, 5], [7, 7], [3, 1], [1, 3], [10, 1], [1, 1], [2, 3], [4, 1]),
    fc.tuple(small, small),
  ),
  strides: fc.oneof(fc.constantFrom<Pair>([1, 1], [2, 2]), fc.tuple(small, small)),
  dilations: fc.constantFrom<Pair>([1, 1], [1, 1], [1, 1], [2, 1], [1, 3], [2, 2]),
  padding: fc.constantFrom<Padding>('same', 'same', 'valid', [1, 0, 2, 1], [0, 3, 0, 0]),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  zeroPoints: fc.constantFrom<Pair>([-128, -128], [127, -128], [0, 0], [-3, 17], [5, -128]),
  extreme: fc.boolean(),
  scale: fc.constantFrom(1e-8, 0.0003, 0.004, 0.02, 0.4, 1.7),
  bias: fc.constantFrom(0, 200, 100_000),
  seed: fc.nat(),
});
export type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

export const make = (draw: Draw, core: Core): NodeCase => {
  const next = values(draw.seed);
  const [channels, depthMultiplier] = draw.channels;
  const results = channels * depthMultiplier;
  const [height, width] = draw.swap ? [draw.hw[1], draw.hw[0]] : draw.hw;
  const int8 = (size: number): Int8Array =>
    Int8Array.from({ length: size }, () =>
      draw.extreme && next() < 0.7 ? (next() < 0.5 ? -128 : 127) : Math.floor(next() * 256) - 128,
    );
  const [zx, zy] = draw.zeroPoints;
  const quant: Quant = { scale: [0.05], zeroPoint: [zx] };
  const x: Tensor = {
    type: { dtype: 'int8', shape: [draw.n, height, width, channels], quant },
    data: int8(draw.n * height * width * channels),
  };
  const taps = draw.filter[0] * draw.filter[1];
  const filter: Tensor = {
    type: {
      dtype: 'int8',
      shape: [1, ...draw.filter, results],
      quant: {
        scale: Array.from({ length: results }, () => Math.fround((0.02 + next() * 0.1) * draw.scale)),
        zeroPoint: new Array<number>(results).fill(0),
        axis: 3,
      },
    },
    data: int8(taps * results),
  };
  const bias: Tensor | null =
    draw.bias === 0
      ? null
      : {
          type: { dtype: 'int32', shape: [results] },
          data: Int32Array.from({ length: results }, () => Math.floor((next() - 0.5) * draw.bias)),
        };
  const { activation, dilations, padding, strides } = draw;
  return nodeCase(
    'depthwise_conv_2d',
    { activation, depthMultiplier, dilations, padding, strides },
    [
      { tensor: x, constant: false },
      { tensor: filter, constant: true },
      bias === null ? null : { tensor: bias, constant: true },
    ],
    { dtype: 'int8', quant: { scale: [0.05], zeroPoint: [zy] } },
    core,
  );
};

/** The cases that make sense: a filter may not fit its image. */
export const attempt = (one: () => NodeCase): readonly NodeCase[] => {
  try {
    return [one()];
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return [];
    throw error;
  }
};
