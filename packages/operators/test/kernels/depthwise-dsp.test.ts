import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Activation, Padding, Pair, Quant, Tensor } from '@tinyml/core';
import {
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
} from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-dsp.ts';
import { depthwiseConv2dMaxPool2dS8Dsp } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-max-pool-2d-dsp.ts';
import { depthwiseConv2dWindowS8Dsp } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-window.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { followedBy, nodeCase, sampled, values, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 300);

const extent = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }));
const small = fc.integer({ min: 1, max: 3 });
const shape = fc.record({
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
type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const make = (draw: Draw): NodeCase => {
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
    'cortex-m4f',
  );
};

/** With the pooling after it, in shapes that a kernel of both is for. */
const pooled = (draw: Draw): NodeCase => {
  const one = make({ ...draw, filter: [3, 3], strides: [1, 1], dilations: [1, 1] });
  const pool = { activation: 'none', filter: [2, 2], strides: [2, 2], padding: draw.swap ? 'valid' : 'same' } as const;
  return followedBy(one, 'max_pool_2d', pool, []);
};

/** The cases that make sense: a filter may not fit its image. */
const attempt = (one: () => NodeCase): readonly NodeCase[] => {
  try {
    return [one()];
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return [];
    throw error;
  }
};

/** What a kernel takes: draws that it would refuse anyway are left out. */
const suited = (name: string, draw: Draw): Draw => {
  if (name.includes('window')) return { ...draw, channels: [4 + (draw.seed % 9), 1], padding: 'valid' };
  return draw;
};

const suite = hasCompiler ? describe : describe.skip;

suite('depthwise kernels for Armv7E-M, with their stand-ins, against the reference operator', () => {
  const planes = [
    depthwiseConv2d3x3S8Dsp,
    depthwiseConv2dMaxPool2dS8Dsp,
    depthwiseConv2dS8Dsp,
    depthwiseConv2dStride1S8Dsp,
    depthwiseConv2dStride2S8Dsp,
  ];
  test.each([
    ...planes.flatMap((kernel) =>
      (['latency', 'size'] as const).map((priority) => [kernel.name, priority, kernel] as const),
    ),
    [depthwiseConv2dWindowS8Dsp.name, 'latency', depthwiseConv2dWindowS8Dsp] as const,
  ])(
    '%s, priority %s',
    (_, priority, kernel) => {
      const cases = sampled(shape, count, 77)
        .flatMap((draw) => attempt(() => (kernel.followedBy === undefined ? make : pooled)(suited(kernel.name, draw))))
        .map((item) => ({ ...item, request: { ...item.request, priority } }))
        .filter(({ request }) => kernel.supports(request as never) === true);
      expect(cases.length).toBeGreaterThan(count / 20);
      // A compilation each, of a size that gcc likes.
      for (let from = 0; from < cases.length; from += 500) {
        const part = cases.slice(from, from + 500);
        const results = runKernels(part.map(({ request, inputs }) => ({ kernel: kernel as never, request, inputs })));
        results.forEach(([result], i) => {
          const { expected, request } = part[i] as NodeCase;
          const shown = `${JSON.stringify(request.node.attrs)} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`;
          expect([shown, Array.from(result as Int8Array)]).toEqual([shown, Array.from(expected[0] as Int8Array)]);
        });
      }
    },
    600_000,
  );
});
