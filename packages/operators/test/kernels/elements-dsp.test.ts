import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Activation, Kernel, Padding, Pair, Tensor, TensorData } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { nodeCase, sampled, values, type NodeCase } from './nn-cases.ts';

/** More cases with TINYML_CASES=5000. */
const count = Number(process.env['TINYML_CASES'] ?? 200);

const shape = fc.record({
  n: fc.constantFrom(1, 1, 2),
  hw: fc.tuple(fc.integer({ min: 1, max: 18 }), fc.integer({ min: 1, max: 10 })),
  channels: fc.oneof(fc.constantFrom(4, 8, 20), fc.integer({ min: 1, max: 13 })),
  filter: fc.oneof(
    fc.constantFrom<Pair>([2, 2], [3, 3]),
    fc.tuple(fc.integer({ min: 1, max: 18 }), fc.integer({ min: 1, max: 18 })),
  ),
  strides: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  padding: fc.constantFrom<Padding>('same', 'valid', 'same'),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  zeroPoints: fc.constantFrom([-128, -128, -128], [127, -128, 0], [0, 0, 0], [-3, 17, 5], [5, -128, 127]),
  scales: fc.constantFrom([0.05, 0.05, 0.1], [0.003, 1.2, 0.7], [1, 0.001, 0.002], [0.02, 0.021, 0.0003]),
  extreme: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

const operand = (draw: Draw, which: number, next: () => number): Tensor => {
  const size = [draw.n, ...draw.hw, draw.channels];
  const length = size.reduce((product, extent) => product * extent, 1);
  return {
    type: {
      dtype: 'int8',
      shape: size,
      quant: { scale: [Math.fround(draw.scales[which] ?? 1)], zeroPoint: [draw.zeroPoints[which] ?? 0] },
    },
    data: Int8Array.from({ length }, () =>
      draw.extreme && next() < 0.9 ? (next() < 0.5 ? -128 : 127) : Math.floor(next() * 256) - 128,
    ),
  };
};

const pool =
  (op: 'max_pool_2d' | 'average_pool_2d') =>
  (draw: Draw): NodeCase => {
    const x = operand(draw, 0, values(draw.seed));
    const { activation, filter, padding, strides } = draw;
    const { dtype, quant } = x.type;
    return nodeCase(op, { activation, filter, padding, strides }, [{ tensor: x, constant: false }], {
      dtype,
      ...(quant && { quant }),
    });
  };

const sum =
  (op: 'add' | 'sub') =>
  (draw: Draw): NodeCase => {
    const next = values(draw.seed);
    const [a, b, output] = [operand(draw, 0, next), operand(draw, 1, next), operand(draw, 2, next)];
    const { dtype, quant } = output.type;
    return nodeCase(
      op,
      { activation: draw.activation },
      [
        { tensor: a, constant: false },
        { tensor: b, constant: draw.seed % 4 === 0 },
      ],
      { dtype, ...(quant && { quant }) },
    );
  };

/** Quotients near and on halves, far out of range, and not numbers. */
const quantize = (draw: Draw): NodeCase => {
  const next = values(draw.seed);
  const scale = Math.fround(draw.scales[0] ?? 1);
  const pick = [
    () => Math.fround((Math.floor(next() * 600) - 300 + 0.5) * scale),
    () => Math.fround((Math.floor(next() * 600) - 300 + 0.5) * scale) * (1 + (next() < 0.5 ? 2 ** -23 : -(2 ** -23))),
    () => (next() - 0.5) * 400 * scale,
    () => [NaN, Infinity, -Infinity, 0, -0, 3e38, -3e38, 1e-40, 0.49999997 * scale][Math.floor(next() * 9)] ?? 0,
  ];
  const data = Float32Array.from({ length: 64 }, () => (pick[Math.floor(next() * 4)] as () => number)());
  return nodeCase('quantize', {}, [{ tensor: { type: { dtype: 'float32', shape: [64] }, data }, constant: false }], {
    dtype: 'int8',
    quant: { scale: [scale], zeroPoint: [draw.zeroPoints[0] ?? 0] },
  });
};

const attempt = (make: () => NodeCase): NodeCase | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error && (error.name === 'OperatorError' || error.message.includes('too small')))
      return undefined;
    throw error;
  }
};

const suite = hasCompiler ? describe : describe.skip;
const named = (name: string): Kernel => builtinKernels.find((kernel) => kernel.name === name) as Kernel;

const makers: readonly (readonly [Kernel, (draw: Draw) => NodeCase])[] = [
  [named('tml_max_pool_2d_s8_dsp'), pool('max_pool_2d')],
  [named('tml_average_pool_2d_s8_dsp'), pool('average_pool_2d')],
  [named('tml_add_s8_dsp'), sum('add')],
  [named('tml_sub_s8_dsp'), sum('sub')],
  [named('tml_add_s8_mve'), sum('add')],
  [named('tml_max_pool_2d_s8_mve'), pool('max_pool_2d')],
  [named('tml_sub_s8_mve'), sum('sub')],
  [named('tml_quantize_s8'), quantize],
];

suite('int8 kernels with stand-ins for Armv7E-M and Helium against the reference operators', () => {
  test.each(makers.map(([kernel, make]) => ({ name: kernel.name, kernel, make })))(
    '$name',
    ({ kernel, make }) => {
      const cases = sampled(shape, count, 5)
        .flatMap((draw) => attempt(() => make(draw)) ?? [])
        .filter(({ request }) => kernel.supports(request) === true);
      expect(cases.length).toBeGreaterThan(count / 4);
      for (let from = 0; from < cases.length; from += 250) {
        const part = cases.slice(from, from + 250);
        runKernels(part.map(({ request, inputs }) => ({ kernel, request, inputs }))).forEach(([result], i) => {
          const { expected, request } = part[i] as NodeCase;
          const shown = JSON.stringify([request.node.attrs, request.inputs.map((input) => input?.type)]);
          expect([shown, Array.from(result as Int8Array)]).toEqual([
            shown,
            Array.from(expected[0] as TensorData as Int8Array),
          ]);
        });
      }
    },
    600_000,
  );
});

describeWith('those for Helium on an emulated core', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each(['-O2', '-O0', '-Os'] as const)(
    '%s',
    (flag) => {
      const cases = makers
        .filter(([kernel]) => kernel.isa === 'mve')
        .flatMap(([kernel, make]) =>
          sampled(shape, 60, 9)
            .flatMap((draw) => attempt(() => make(draw)) ?? [])
            .filter(({ request }) => kernel.supports(request) === true)
            .map((item) => ({ ...item, kernel })),
        );
      expect(cases.length).toBeGreaterThan(40);
      const results = emulate(cases, 'cortex-m55', [flag]);
      const wrong = cases.filter((_, i) => results[i]?.same !== true);
      expect(wrong.map(({ kernel, request }) => `${kernel.name} ${JSON.stringify(request.outputs[0])}`)).toEqual([]);
    },
    120_000,
  );
});
