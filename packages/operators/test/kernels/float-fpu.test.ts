import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Activation, Kernel, Padding, Pair, Tensor } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { filled, floatTolerance, followedBy, nodeCase, sampled, values, type NodeCase } from './nn-cases.ts';

const fpuKernels = builtinKernels.filter(({ isa }) => isa === 'fpu');

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 250);

const small = fc.integer({ min: 1, max: 3 });
const shape = fc.record({
  n: fc.constantFrom(1, 1, 1, 2),
  hw: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 14 })),
  channels: fc.oneof(fc.constantFrom(1, 3, 4, 8), fc.integer({ min: 1, max: 11 })),
  outputs: fc.oneof(fc.constantFrom(4, 8, 10), fc.integer({ min: 1, max: 14 })),
  filter: fc.oneof(fc.constantFrom<Pair>([1, 1], [3, 3], [5, 5], [10, 4]), fc.tuple(small, small)),
  strides: fc.oneof(fc.constantFrom<Pair>([1, 1], [2, 2]), fc.tuple(small, small)),
  dilations: fc.constantFrom<Pair>([1, 1], [1, 1], [2, 1], [1, 2]),
  padding: fc.constantFrom<Padding>('same', 'same', 'valid', [1, 0, 2, 1], [0, 3, 0, 0]),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  half: fc.boolean(),
  bias: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const tensor = (dtype: 'float32' | 'float16', of: readonly number[], next: () => number): Tensor =>
  filled({ dtype, shape: of }, next);

const float = { dtype: 'float32' } as const;

/** Operators by name, as a case of the shape drawn. */
const makers: Readonly<Record<string, (draw: Draw) => NodeCase>> = {
  conv_2d: (draw) => {
    const next = values(draw.seed);
    const { activation, channels, dilations, filter, outputs, padding, strides } = draw;
    return nodeCase(
      'conv_2d',
      { activation, dilations, padding, strides },
      [
        { tensor: tensor('float32', [draw.n, ...draw.hw, channels], next), constant: false },
        { tensor: tensor(draw.half ? 'float16' : 'float32', [outputs, ...filter, channels], next), constant: true },
        draw.bias ? { tensor: tensor('float32', [outputs], next), constant: true } : null,
      ],
      float,
      'cortex-m4f',
    );
  },
  depthwise_conv_2d: (draw) => {
    const next = values(draw.seed);
    const { activation, dilations, filter, outputs, padding, strides } = draw;
    const channels = draw.bias ? 1 : 8 * (1 + (draw.channels % 3));
    const multiplier = channels === 1 ? outputs : 1;
    return nodeCase(
      'depthwise_conv_2d',
      { activation, dilations, padding, strides, depthMultiplier: multiplier },
      [
        { tensor: tensor('float32', [draw.n, ...draw.hw, channels], next), constant: false },
        {
          tensor: tensor(draw.half ? 'float16' : 'float32', [1, ...filter, channels * multiplier], next),
          constant: true,
        },
        draw.half ? null : { tensor: tensor('float32', [channels * multiplier], next), constant: true },
      ],
      float,
      'cortex-m4f',
    );
  },
  fully_connected: (draw) => {
    const next = values(draw.seed);
    const depth = draw.hw[0] * draw.channels;
    return nodeCase(
      'fully_connected',
      { activation: draw.activation, keepNumDims: false },
      [
        { tensor: tensor('float32', [draw.n, depth], next), constant: false },
        { tensor: tensor(draw.half ? 'float16' : 'float32', [draw.outputs, depth], next), constant: true },
        draw.bias ? { tensor: tensor('float32', [draw.outputs], next), constant: true } : null,
      ],
      float,
      'cortex-m4f',
    );
  },
};

/** Shapes that a convolution with the pooling after it is for. */
const pooled = (op: 'conv_2d' | 'depthwise_conv_2d', draw: Draw): NodeCase =>
  followedBy(
    (makers[op] as (draw: Draw) => NodeCase)({
      ...draw,
      half: false,
      bias: draw.bias || op === 'depthwise_conv_2d',
      filter: [3, 3],
      strides: [1, 1],
      dilations: [1, 1],
    }),
    'max_pool_2d',
    { activation: 'none', filter: [2, 2], strides: [2, 2], padding: draw.half ? 'valid' : 'same' },
    [],
  );

const make = (kernel: Kernel, draw: Draw): readonly NodeCase[] => {
  try {
    const op = kernel.op as 'conv_2d' | 'depthwise_conv_2d';
    const one = kernel.followedBy === undefined ? makers[op]?.(draw) : pooled(op, draw);
    return one !== undefined && kernel.supports(one.request) === true ? [one] : [];
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return [];
    throw error;
  }
};

const casesOf = (kernel: Kernel, wanted: number, seed: number): readonly NodeCase[] =>
  sampled(shape, wanted, seed).flatMap((draw) => make(kernel, draw));

const shown = ({ request }: NodeCase): string =>
  `${JSON.stringify(request.node.attrs)} ${JSON.stringify(request.inputs.map((input) => input?.type.shape))}`;

const suite = hasCompiler ? describe : describe.skip;

suite('float kernels for the FPU, with their stand-ins, against the reference operators', () => {
  test.each(fpuKernels)(
    '$name for $op',
    (kernel) => {
      const cases = casesOf(kernel, count, 43);
      expect(cases.length).toBeGreaterThan(count / 16);
      const results = runKernels(cases.map(({ request, inputs }) => ({ kernel, request, inputs })));
      results.forEach(([result], i) => {
        const one = cases[i] as NodeCase;
        const wanted = one.expected[0] as Float32Array;
        const error = (result as Float32Array).reduce(
          (worst, x, j) => Math.max(worst, Math.abs(x - (wanted[j] as number))),
          0,
        );
        expect([shown(one), error <= floatTolerance(wanted)]).toEqual([shown(one), true]);
      });
    },
    600_000,
  );
});

describeWith('the assembly on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m4f', '-O2'],
    ['cortex-m4f', '-O0'],
    ['cortex-m4f', '-Os'],
    ['cortex-m7', '-O3'],
  ] as const)(
    '%s %s',
    (core, flag) => {
      const cases = fpuKernels.flatMap((kernel) =>
        casesOf(kernel, 60, 8).map(({ request, inputs, expected }) => ({ kernel, request, inputs, expected })),
      );
      const results = emulate(cases, core, [flag]);
      expect(
        cases.flatMap((one, i) => (results[i]?.same === true ? [] : [`${one.kernel.name} ${shown(one)}`])),
      ).toEqual([]);
    },
    120_000,
  );
});
