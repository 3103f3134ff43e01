import { expect, test } from '@jest/globals';
import type { Activation, Kernel, OpName, Padding, Pair } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate, type EmulatedCase } from './emulation.ts';
import { followedBy, nodeCase, values, type CaseOperand, type NodeCase } from './nn-cases.ts';

const next = values(11);
const int8 = (shape: readonly number[], scale: readonly number[], zeroPoint: number): CaseOperand => ({
  tensor: {
    type: {
      dtype: 'int8',
      shape,
      quant: {
        scale,
        zeroPoint: scale.map(() => zeroPoint),
        ...(scale.length > 1 && { axis: shape.length - 1 }),
      },
    },
    data: Int8Array.from(
      { length: shape.reduce((product, extent) => product * extent, 1) },
      () => Math.floor(next() * 256) - 128,
    ),
  },
  constant: scale.length > 1,
});

const depthwise = (
  [h, w, c, m]: readonly [number, number, number, number],
  filter: Pair,
  strides: Pair,
  padding: Padding,
  activation: Activation,
  dilations: Pair = [1, 1],
): NodeCase => {
  const scales = Array.from({ length: c * m }, () => Math.fround(0.001 + next() * 0.01));
  return nodeCase(
    'depthwise_conv_2d',
    { activation, depthMultiplier: m, dilations, padding, strides },
    [int8([1, h, w, c], [0.05], -3), int8([1, ...filter, c * m], scales, 0), null],
    { dtype: 'int8', quant: { scale: [0.05], zeroPoint: [activation === 'none' ? 9 : -128] } },
    'cortex-m4f',
  );
};

const pool = (
  op: 'max_pool_2d' | 'average_pool_2d',
  shape: readonly number[],
  filter: Pair,
  strides: Pair,
): NodeCase => {
  const quant = { scale: [0.05], zeroPoint: [-7] };
  return nodeCase(
    op,
    { activation: 'relu', filter, padding: 'same', strides },
    [int8(shape, [0.05], -7)],
    { dtype: 'int8', quant },
    'cortex-m4f',
  );
};

const sum = (op: 'add' | 'sub', shape: readonly number[]): NodeCase =>
  nodeCase(
    op,
    { activation: 'none' },
    [int8(shape, [0.05], -3), int8(shape, [0.02], 8)],
    { dtype: 'int8', quant: { scale: [0.06], zeroPoint: [4] } },
    'cortex-m4f',
  );

const pooled = (node: NodeCase): NodeCase =>
  followedBy(node, 'max_pool_2d', { activation: 'none', filter: [2, 2], strides: [2, 2], padding: 'valid' }, []);

const nodes = (): readonly NodeCase[] => [
  depthwise([9, 7, 5, 1], [3, 3], [1, 1], 'same', 'relu'),
  depthwise([9, 7, 8, 1], [3, 3], [1, 1], 'same', 'none'),
  depthwise([10, 13, 4, 1], [3, 3], [2, 2], 'same', 'relu'),
  depthwise([11, 12, 4, 1], [3, 3], [2, 2], 'valid', 'none'),
  depthwise([1, 1, 4, 1], [3, 3], [1, 1], 'same', 'relu'),
  depthwise([12, 12, 1, 6], [3, 3], [1, 1], 'valid', 'relu6'),
  depthwise([30, 40, 4, 1], [3, 3], [1, 1], 'same', 'relu'),
  depthwise([60, 70, 1, 1], [3, 3], [2, 2], 'same', 'none'),
  depthwise([4, 100, 4, 1], [3, 3], [1, 1], 'same', 'none'),
  depthwise([20, 1, 8, 1], [5, 1], [1, 1], 'valid', 'none'),
  depthwise([20, 1, 6, 1], [10, 1], [2, 1], 'same', 'relu'),
  depthwise([9, 9, 4, 2], [5, 5], [1, 1], 'same', 'relu'),
  depthwise([9, 9, 4, 1], [4, 2], [2, 3], 'same', 'none', [2, 1]),
  depthwise([13, 21, 4, 1], [5, 5], [2, 2], 'same', 'relu'),
  depthwise([17, 11, 4, 1], [7, 15], [1, 2], 'same', 'relu6', [2, 1]),
  depthwise([9, 14, 5, 1], [3, 3], [1, 1], 'same', 'relu', [2, 2]),
  depthwise([9, 30, 4, 1], [1, 13], [1, 1], 'same', 'relu'),
  depthwise([7, 5, 10, 1], [7, 5], [1, 1], 'valid', 'none'),
  pooled(depthwise([28, 28, 1, 6], [3, 3], [1, 1], 'valid', 'relu')),
  pooled(depthwise([13, 30, 4, 1], [3, 3], [1, 1], 'same', 'none')),
  pool('max_pool_2d', [1, 8, 9, 8], [2, 2], [2, 2]),
  pool('max_pool_2d', [1, 8, 9, 7], [3, 3], [2, 2]),
  pool('average_pool_2d', [1, 8, 9, 7], [3, 3], [1, 2]),
  pool('average_pool_2d', [1, 20, 20, 4], [20, 20], [20, 20]),
  sum('add', [1, 5, 5, 7]),
  sum('sub', [1, 5, 5, 7]),
];

const supporting = ({ request }: NodeCase): readonly Kernel[] =>
  builtinKernels.filter(
    (kernel) =>
      kernel.op === request.node.op &&
      kernel.isa === 'dsp' &&
      (kernel.followedBy === undefined) === (request.followers === undefined) &&
      kernel.supports(request) === true,
  );

describeWith(
  'kernels with the instructions of Armv7E-M themselves',
  { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] },
  () => {
    const cases = nodes().flatMap((node): readonly EmulatedCase[] =>
      supporting(node).flatMap((kernel) =>
        (['latency', 'size'] as const).map((priority) => ({
          ...node,
          request: { ...node.request, priority },
          kernel,
        })),
      ),
    );

    test('every kernel has a case, those of 16 bits in int16-dsp.test.ts', () => {
      const ops = new Set<OpName>(cases.map(({ request }) => request.node.op));
      const wanted = builtinKernels.filter(
        (kernel) => kernel.isa === 'dsp' && ops.has(kernel.op) && !kernel.name.endsWith('_s16_dsp'),
      );
      expect(new Set(cases.map(({ kernel }) => kernel.name))).toEqual(new Set(wanted.map((kernel) => kernel.name)));
    });

    test.each([
      ['cortex-m4f', '-O2'],
      ['cortex-m4f', '-O0'],
      ['cortex-m4f', '-Os'],
      ['cortex-m4', '-O2'],
      ['cortex-m7', '-O3'],
    ] as const)(
      '%s %s',
      (core, flag) => {
        const results = emulate(cases, core, [flag]);
        const wrong = cases.filter((_, i) => results[i]?.same !== true);
        expect(wrong.map(({ kernel, request }) => [kernel.name, request.node.attrs])).toEqual([]);
      },
      60_000,
    );
  },
);
