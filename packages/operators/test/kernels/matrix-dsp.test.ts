import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Activation, Kernel, Padding, Pair, Quant, Tensor } from '@tinyml/core';
import {
  conv2d1x1PlainS8Dsp,
  conv2d1x1S8Dsp,
  conv2dPlainS8Dsp,
  conv2dS8Dsp,
} from '../../src/convolution/conv-2d/kernels/conv-2d-dsp.ts';
import { conv2d1x1MaxPool2dS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-1x1-max-pool-2d-dsp.ts';
import { conv2dStripS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-strip.ts';
import { conv2dWinogradS8Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-winograd.ts';
import {
  fullyConnectedDirectPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
} from '../../src/dense/fully-connected/kernels/fully-connected-direct-dsp.ts';
import {
  fullyConnectedPlainS8Dsp,
  fullyConnectedS8Dsp,
} from '../../src/dense/fully-connected/kernels/fully-connected-dsp.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { followedBy, nodeCase, sampled, values, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const small = fc.integer({ min: 1, max: 3 });
const shape = fc.record({
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
type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const make = (draw: Draw, op: 'conv_2d' | 'fully_connected'): NodeCase | undefined => {
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
      'cortex-m4f',
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return undefined;
    throw error;
  }
};

const kernels = [
  conv2dS8Dsp,
  conv2dPlainS8Dsp,
  conv2dStripS8Dsp,
  conv2dWinogradS8Dsp,
  conv2d1x1S8Dsp,
  conv2d1x1PlainS8Dsp,
  conv2d1x1MaxPool2dS8Dsp,
  fullyConnectedS8Dsp,
  fullyConnectedPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
  fullyConnectedDirectPlainS8Dsp,
] as unknown as readonly Kernel[];

/** What a kernel asks of shapes. */
const shapeOf = (name: string, seed: number): Partial<Draw> => {
  if (name.includes('1x1_pool')) return { filter: [1, 1], strides: [1, 1], padding: 'valid', channels: 1 + (seed % 2) };
  if (name.includes('1x1')) return { filter: [1, 1], strides: [1, 1], padding: 'valid' };
  return name.includes('winograd') ? { filter: [3, 3], strides: [1, 1], dilations: [1, 1] } : {};
};

/** With the pooling after it, where the kernel is for both; undefined where no window fits. */
const pooled = (one: NodeCase | undefined, { seed }: Draw): NodeCase | undefined => {
  const [, height = 0, width = 0] = one?.request.outputs[0]?.shape ?? [];
  if (one === undefined || Math.min(height, width) < 2) return undefined;
  const padding = seed % 2 === 0 ? 'valid' : 'same';
  return followedBy(one, 'max_pool_2d', { activation: 'none', filter: [2, 2], strides: [2, 2], padding }, []);
};

const casesOf = (kernel: Kernel, wanted: number, seed: number): readonly NodeCase[] =>
  sampled(shape, wanted, seed)
    .flatMap((draw) => {
      const one = make({ ...draw, ...shapeOf(kernel.name, draw.seed) }, kernel.op as 'conv_2d');
      return (kernel.followedBy === undefined ? one : pooled(one, draw)) ?? [];
    })
    .filter(({ request }) => kernel.supports(request) === true);

const suite = hasCompiler ? describe : describe.skip;

suite('matrix kernels for Armv7E-M, with their stand-ins, against the reference operators', () => {
  test.each(kernels)(
    '$name',
    (kernel) => {
      const cases = casesOf(kernel, count, 41);
      expect(cases.length).toBeGreaterThan(count / 4);
      // A compilation each, of a size that gcc likes.
      for (let from = 0; from < cases.length; from += 500) {
        const part = cases.slice(from, from + 500);
        const results = runKernels(part.map(({ request, inputs }) => ({ kernel, request, inputs })));
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

describeWith('the assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m4f', '-O2'],
    ['cortex-m4f', '-O0'],
    ['cortex-m4', '-Os'],
    ['cortex-m7', '-O3'],
  ] as const)(
    '%s %s',
    (core, flag) => {
      const cases = kernels.flatMap((kernel) =>
        casesOf(kernel, 60, 8).map(({ request, inputs, expected }) => ({ kernel, request, inputs, expected })),
      );
      const results = emulate(cases, core, [flag]);
      const wrong = cases.flatMap(({ kernel, request }, i) =>
        results[i]?.same === true
          ? []
          : [`${kernel.name} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`],
      );
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
