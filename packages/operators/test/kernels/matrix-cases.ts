import fc from 'fast-check';
import type { Activation, Core, Padding, Pair, Quant, Tensor } from '@tinyml/core';
import { nodeCase, values, type NodeCase } from './nn-cases.ts';

const small = fc.integer({ min: 1, max: 3 });
/** Convolutions and dense layers of int8, by what the kernels tell apart. */
export const shape = fc.record({
  n: fc.constantFrom(1, 1, 1, 2),
  hw: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 })),
  channels: fc.oneof(fc.constantFrom(1, 3, 4, 8, 16, 33, 40), fc.integer({ min: 1, max: 20 })),
  outputs: fc.oneof(fc.constantFrom(2, 4, 5, 8), fc.integer({ min: 1, max: 12 })),
  filter: fc.oneof(
    fc.constantFrom<Pair>([1, 1], [1, 1], [3, 3], [5, 5], [10, 4], [3, 1], [1, 3]),
    fc.tuple(small, small),
  ),
  strides: fc.oneof(fc.constantFrom<Pair>([1, 1], [2, 2]), fc.tuple(small, small)),
  dilations: fc.constantFrom<Pair>([1, 1], [1, 1], [1, 1], [2, 1], [1, 3], [2, 2]),
  padding: fc.constantFrom<Padding>('same', 'same', 'valid', [1, 0, 2, 1], [0, 3, 0, 0]),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  zeroPoints: fc.constantFrom<Pair>([-128, -128], [127, -128], [0, 0], [-3, 17], [5, -128]),
  weights: fc.constantFrom('any', 'extreme', 'no -128'),
  scale: fc.constantFrom(1e-8, 0.0003, 0.004, 0.02, 0.4),
  bias: fc.constantFrom(0, 200, 100_000),
  axis: fc.boolean(),
  seed: fc.nat(),
});
export type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** The node of a draw; undefined where no window fits. */
export const make = (draw: Draw, op: 'conv_2d' | 'fully_connected', core: Core): NodeCase | undefined => {
  const next = values(draw.seed);
  const { channels, outputs } = draw;
  const least = draw.weights === 'any' ? -128 : -127;
  const int8 = (size: number, low: number): Int8Array =>
    Int8Array.from({ length: size }, () =>
      draw.weights === 'extreme' && next() < 0.7 ? (next() < 0.5 ? low : 127) : Math.floor(next() * (128 - low)) + low,
    );
  const [zx, zy] = draw.zeroPoints;
  const convolution = op === 'conv_2d';
  const depth = convolution ? draw.filter[0] * draw.filter[1] * channels : channels * draw.hw[0];
  const xShape = convolution ? [draw.n, ...draw.hw, channels] : [draw.n, depth];
  const quant: Quant = { scale: [0.05], zeroPoint: [zx] };
  const size = xShape.reduce((product, extent) => product * extent, 1);
  const x: Tensor = { type: { dtype: 'int8', shape: xShape, quant }, data: int8(size, -128) };
  const scales = draw.axis ? outputs : 1;
  const filter: Tensor = {
    type: {
      dtype: 'int8',
      shape: convolution ? [outputs, ...draw.filter, channels] : [outputs, depth],
      quant: {
        scale: Array.from({ length: scales }, () => Math.fround((0.02 + next() * 0.1) * draw.scale)),
        zeroPoint: new Array<number>(scales).fill(0),
        ...(scales > 1 && { axis: 0 }),
      },
    },
    data: int8(depth * outputs, least),
  };
  const bias: Tensor | null =
    draw.bias === 0
      ? null
      : {
          type: { dtype: 'int32', shape: [outputs] },
          data: Int32Array.from({ length: outputs }, () => Math.floor((next() - 0.5) * draw.bias)),
        };
  const { activation, dilations, padding, strides } = draw;
  try {
    return nodeCase(
      op,
      convolution ? { activation, dilations, padding, strides } : { activation, keepNumDims: false },
      [
        { tensor: x, constant: false },
        { tensor: filter, constant: true },
        bias === null ? null : { tensor: bias, constant: true },
      ],
      { dtype: 'int8', quant: { scale: [0.05], zeroPoint: [zy] } },
      core,
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return undefined;
    throw error;
  }
};
