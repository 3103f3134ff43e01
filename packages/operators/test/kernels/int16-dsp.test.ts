import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Activation, Kernel, Padding, Pair, Tensor } from '@tinyml/core';
import { conv2dS16Dsp } from '../../src/convolution/conv-2d/kernels/conv-2d-s16-dsp.ts';
import { depthwiseConv2dS16Dsp } from '../../src/convolution/depthwise-conv-2d/kernels/depthwise-conv-2d-s16-dsp.ts';
import { fullyConnectedS16Dsp } from '../../src/dense/fully-connected/kernels/fully-connected-s16-dsp.ts';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { nodeCase, sampled, values, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const small = fc.integer({ min: 1, max: 3 });
const draws = fc.record({
  n: fc.constantFrom(1, 1, 2),
  hw: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 7 })),
  channels: fc.oneof(fc.constantFrom(1, 2, 4, 8, 16, 33, 40), fc.integer({ min: 1, max: 20 })),
  outputs: fc.oneof(fc.constantFrom(2, 4, 5, 8), fc.integer({ min: 1, max: 12 })),
  filter: fc.oneof(fc.constantFrom<Pair>([1, 1], [3, 3], [5, 5], [10, 4], [3, 1]), fc.tuple(small, small)),
  strides: fc.oneof(fc.constantFrom<Pair>([1, 1], [2, 2]), fc.tuple(small, small)),
  dilations: fc.constantFrom<Pair>([1, 1], [1, 1], [1, 1], [2, 1], [1, 3], [2, 2]),
  padding: fc.constantFrom<Padding>('same', 'same', 'valid', [1, 0, 2, 1], [0, 3, 0, 0]),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  extreme: fc.boolean(),
  scale: fc.constantFrom(1e-6, 0.0003, 0.004, 0.02, 0.24),
  bias: fc.constantFrom(0, 200, 100_000, 2 ** 30),
  axis: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never;

/** Biases of 64 bits, as LiteRT's converter writes them; for matrix products also of 32. */
const make = (draw: Draw, op: string): NodeCase | undefined => {
  const next = values(draw.seed);
  const depthwise = op === 'depthwise_conv_2d';
  const { channels, extreme } = draw;
  const outputs = depthwise ? channels : draw.outputs;
  const drawn = (low: number, high: number): number =>
    extreme && next() < 0.7 ? (next() < 0.5 ? low : high) : Math.floor(next() * (high - low + 1)) + low;
  const convolution = op !== 'fully_connected';
  const depth = depthwise
    ? draw.filter[0] * draw.filter[1]
    : convolution
      ? draw.filter[0] * draw.filter[1] * channels
      : channels * draw.hw[0];
  const shape = convolution ? [draw.n, ...draw.hw, channels] : [draw.n, depth];
  const size = shape.reduce((product, extent) => product * extent, 1);
  const scales = draw.axis ? outputs : 1;
  const x: Tensor = {
    type: { dtype: 'int16', shape, quant: { scale: [0.001], zeroPoint: [0] } },
    data: Int16Array.from({ length: size }, () => drawn(-32768, 32767)),
  };
  const filter: Tensor = {
    type: {
      dtype: 'int8',
      shape: depthwise
        ? [1, ...draw.filter, channels]
        : convolution
          ? [outputs, ...draw.filter, channels]
          : [outputs, depth],
      quant: {
        scale: Array.from({ length: scales }, () => Math.fround((0.2 + next() * 0.8) * draw.scale)),
        zeroPoint: new Array<number>(scales).fill(0),
        ...(scales > 1 && { axis: depthwise ? 3 : 0 }),
      },
    },
    data: Int8Array.from({ length: depth * outputs }, () => drawn(-127, 127)),
  };
  const biases = Array.from({ length: outputs }, () => Math.floor((next() - 0.5) * draw.bias));
  const wide = convolution || draw.seed % 2 === 0;
  const bias: Tensor | null =
    draw.bias === 0
      ? null
      : {
          type: { dtype: wide ? 'int64' : 'int32', shape: [outputs] },
          data: wide ? BigInt64Array.from(biases.map(BigInt)) : Int32Array.from(biases),
        };
  const { activation, dilations, padding, strides } = draw;
  try {
    return nodeCase(
      op as 'conv_2d',
      (depthwise
        ? { activation, dilations, padding, strides, depthMultiplier: 1 }
        : convolution
          ? { activation, dilations, padding, strides }
          : { activation, keepNumDims: false }) as never,
      [
        { tensor: x, constant: false },
        { tensor: filter, constant: true },
        bias === null ? null : { tensor: bias, constant: true },
      ],
      { dtype: 'int16', quant: { scale: [0.001], zeroPoint: [0] } },
      'cortex-m4f',
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return undefined;
    throw error;
  }
};

const kernels = [conv2dS16Dsp, depthwiseConv2dS16Dsp, fullyConnectedS16Dsp] as unknown as readonly Kernel[];

const casesOf = (kernel: Kernel, wanted: number, seed: number): readonly NodeCase[] =>
  sampled(draws, wanted, seed)
    .flatMap((draw) => make(draw, kernel.op) ?? [])
    .filter(({ request }) => kernel.supports(request) === true);

(hasCompiler ? describe : describe.skip)(
  '16-bit kernels for Armv7E-M, with their stand-ins, against the reference',
  () => {
    test.each(kernels)(
      '$name',
      (kernel) => {
        const cases = casesOf(kernel, count, 17);
        expect(cases.length).toBeGreaterThan(count / 3);
        const results = runKernels(cases.map(({ request, inputs }) => ({ kernel, request, inputs })));
        results.forEach(([result], i) => {
          const { expected, request } = cases[i] as NodeCase;
          const shown = `${JSON.stringify(request.node.attrs)} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`;
          expect([shown, Array.from(result as Int16Array)]).toEqual([shown, Array.from(expected[0] as Int16Array)]);
        });
      },
      600_000,
    );
  },
);

describeWith('their assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m4f', '-O2'],
    ['cortex-m4f', '-O0'],
    ['cortex-m4', '-Os'],
    ['cortex-m7', '-O3'],
  ] as const)(
    '%s %s',
    (core, flag) => {
      const cases = kernels.flatMap((kernel) =>
        casesOf(kernel, 80, 8).map(({ request, inputs, expected }) => ({ kernel, request, inputs, expected })),
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
