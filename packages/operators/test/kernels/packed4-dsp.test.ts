import { describe, expect, test } from '@jest/globals';
import type { Activation, Kernel, Tensor } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { nodeCase, values, type NodeCase } from './nn-cases.ts';

const next = values(5);
const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));

/** Weights at their limits as often as not: all of one sign give the greatest sums. */
const dense = (rows: number, depth: number, outputs: number, activation: Activation, perChannel: boolean): NodeCase => {
  const scales = Array.from({ length: perChannel ? outputs : 1 }, () => Math.fround(0.002 + next() * 0.02));
  const extreme = next() < 0.5;
  const operand = (shape: readonly number[], limits: readonly [number, number]): Int8Array =>
    Int8Array.from({ length: (shape[0] as number) * (shape[1] as number) }, () =>
      extreme && next() < 0.8 ? (limits[whole(0, 1)] as number) : whole(...limits),
    );
  const tensor = (
    dtype: 'int8' | 'int4',
    shape: readonly number[],
    scale: readonly number[],
    zeroPoint: number,
  ): Tensor => ({
    type: {
      dtype,
      shape,
      quant: { scale, zeroPoint: scale.map(() => zeroPoint), ...(scale.length > 1 && { axis: 0 }) },
    },
    data: operand(shape, dtype === 'int4' ? [-8, 7] : [-128, 127]),
  });
  const bias: Tensor = {
    type: { dtype: 'int32', shape: [outputs], quant: { scale: [1], zeroPoint: [0] } },
    data: Int32Array.from({ length: outputs }, () => whole(-20000, 20000)),
  };
  return nodeCase(
    'fully_connected',
    { activation, keepNumDims: false },
    [
      { tensor: tensor('int8', [rows, depth], [0.05], -9), constant: false },
      { tensor: tensor('int4', [outputs, depth], scales, 0), constant: true },
      { tensor: bias, constant: true },
    ],
    { dtype: 'int8', quant: { scale: [Math.fround(0.9)], zeroPoint: [activation === 'none' ? 11 : -128] } },
    'cortex-m4f',
  );
};

const depths = [1, 4, 7, 8, 9, 16, 21, 24, 40, 63, 64, 200];
const cases = depths.flatMap((depth, i): readonly NodeCase[] => [
  dense(1 + (i % 3), depth, 1 + ((5 * i) % 13), i % 2 === 0 ? 'none' : 'relu', i % 3 === 0),
  dense(1, depth, 4 * (1 + (i % 4)), 'none', i % 2 === 0),
]);
const fourBits = builtinKernels.filter(({ name }) => name.startsWith('tml_fully_connected_packed4_s8'));
const runs = cases.flatMap((one) =>
  fourBits.map((kernel): NodeCase & { readonly kernel: Kernel } => ({ ...one, kernel })),
);

(hasCompiler ? describe : describe.skip)('weights of four bits, compiled with sanitizers', () => {
  test('give what the reference gives, by both kernels', () => {
    expect(runs.map(({ kernel, request }) => kernel.supports(request))).toEqual(runs.map(() => true));
    expect(new Set(runs.map(({ kernel }) => kernel.isa))).toEqual(new Set(['generic', 'dsp']));
    runKernels(runs).forEach(([found], i) => {
      expect(Array.from(found as Int8Array)).toEqual(Array.from(runs[i]?.expected[0] as Int8Array));
    });
  });
});

describeWith('weights of four bits on Armv7E-M', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each([
    ['cortex-m4f', '-O2'],
    ['cortex-m4', '-O0'],
    ['cortex-m4f', '-Os'],
  ] as const)('%s %s', (core, flag) => {
    const results = emulate(runs, core, [flag]);
    expect(runs.filter((_, i) => results[i]?.same !== true).map(({ kernel }) => kernel.name)).toEqual([]);
  });
});
