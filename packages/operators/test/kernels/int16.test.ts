import { describe, expect, test } from '@jest/globals';
import { type KernelRequest, type Node, type Operator, type Tensor, type TensorData } from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { filled, recordingsOf, type Recorded } from '../recorded.ts';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';

const operatorOf = (op: string): Operator => builtinOperators.find(({ name }) => name === op) as Operator;

const caseOf = (op: string, { attrs, inputs, outputs }: Recorded): KernelCase => {
  const tensors = inputs.map(
    (input): Tensor | null => input && { type: input.type, data: filled(input.type, input.data) },
  );
  const request: KernelRequest = {
    node: { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node,
    inputs: tensors.map((tensor, i) =>
      tensor === null
        ? null
        : inputs[i]?.constant === true
          ? { type: tensor.type, constant: tensor.data }
          : { type: tensor.type },
    ),
    outputs,
    operators: builtinOperatorTable,
    core: 'host',
    priority: 'size',
  };
  const kernel = builtinKernels.find(
    (candidate) =>
      candidate.op === op &&
      candidate.followedBy === undefined &&
      candidate.isa === 'generic' &&
      candidate.supports(request) === true,
  );
  if (kernel === undefined) throw new Error(`no kernel of ${op} supports the case`);
  return { kernel, request, inputs: tensors.map((tensor, i) => (inputs[i]?.constant ? null : (tensor?.data ?? null))) };
};

const isInt16 = ({ inputs: [first, second, third] }: Recorded): boolean =>
  [first, second, third].some((input) => input?.type.dtype === 'int16' && input.type.quant !== undefined);

const operators = [
  'add',
  'average_pool_2d',
  'conv_2d',
  'depthwise_conv_2d',
  'fully_connected',
  'logistic',
  'max_pool_2d',
  'mean',
  'mul',
  'relu',
  'relu6',
  'softmax',
  'sub',
  'tanh',
  'transpose_conv',
];

(hasCompiler ? describe : describe.skip)('C on 16-bit activations gives what LiteRT gave', () => {
  test.each(operators)('%s', (op) => {
    const recordings = recordingsOf(op).filter(isInt16);
    expect(recordings.length).toBeGreaterThan(0);
    const results = runKernels(recordings.map((recorded) => caseOf(op, recorded)));
    recordings.forEach(({ slug, outputs: [type], expected: [expected = []] }, i) => {
      const wanted = type === undefined ? [] : Array.from(filled(type, expected) as Int16Array);
      expect({ slug, data: Array.from(results[i]?.[0] as Int16Array) }).toEqual({ slug, data: wanted });
    });
  });
});

/** Sums of 64 bits: more products than 32 bits hold, a bias beyond them. */
const wideCase = (op: string, attrs: object, x: Tensor, filter: Tensor, bias: bigint, output: readonly number[]) => {
  const channels = output.at(-1) as number;
  const y = { dtype: 'int16' as const, shape: output, quant: { scale: [40], zeroPoint: [0] } };
  const biasData = BigInt64Array.from({ length: channels }, (_, c) => (c % 2 === 0 ? bias : -bias));
  const size = { type: { dtype: 'int32' as const, shape: [4] }, data: Int32Array.from(output) };
  const order = op === 'transpose_conv' ? [size, filter, x] : [x, filter];
  const tensors: readonly Tensor[] = [...order, { type: { dtype: 'int64', shape: [channels] }, data: biasData }];
  const request: KernelRequest = {
    node: { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node,
    inputs: tensors.map((tensor) => (tensor === x ? { type: x.type } : { type: tensor.type, constant: tensor.data })),
    outputs: [y],
    operators: builtinOperatorTable,
    core: 'host',
    priority: 'size',
  };
  const kernel = builtinKernels.find(({ name }) => name === `tml_${op}_s16_wide`);
  if (kernel === undefined) throw new Error('there is no such kernel');
  const inputs = tensors.map(({ data }): TensorData | null => (data === x.data ? data : null));
  const expected = operatorOf(op).run({ attrs: attrs as never, inputs: tensors, outputs: [y] });
  return { item: { kernel, request, inputs } satisfies KernelCase, expected };
};

const int16 = (shape: readonly number[]): Tensor => {
  const length = shape.reduce((a, b) => a * b, 1);
  const data = Int16Array.from({ length }, (_, i) => (i % 7 === 0 ? -32768 : 32767 - ((i * 977) % 4000)));
  return { type: { dtype: 'int16', shape, quant: { scale: [0.001], zeroPoint: [0] } }, data };
};

const int8 = (shape: readonly number[]): Tensor => {
  const length = shape.reduce((a, b) => a * b, 1);
  const data = Int8Array.from({ length }, (_, i) => (i % 11 === 0 ? -127 : 127 - ((i * 31) % 9)));
  return { type: { dtype: 'int8', shape, quant: { scale: [0.02], zeroPoint: [0] } }, data };
};

const window = { padding: 'same', strides: [1, 1], dilations: [1, 1], activation: 'none' };

(hasCompiler ? describe : describe.skip)('sums of 64 bits give what the reference gives', () => {
  test('where the weights do not prove that 32 bits hold them', () => {
    const runs = [
      wideCase('conv_2d', window, int16([1, 3, 3, 90]), int8([5, 3, 3, 90]), 3n << 31n, [1, 3, 3, 5]),
      wideCase(
        'depthwise_conv_2d',
        { ...window, depthMultiplier: 1 },
        int16([1, 3, 3, 6]),
        int8([1, 3, 3, 6]),
        5n << 32n,
        [1, 3, 3, 6],
      ),
      wideCase(
        'fully_connected',
        { activation: 'none', keepNumDims: false },
        int16([2, 700]),
        int8([6, 700]),
        (1n << 33n) + 12345n,
        [2, 6],
      ),
      wideCase(
        'transpose_conv',
        { padding: 'same', strides: [2, 2], activation: 'none' },
        int16([1, 3, 4, 300]),
        int8([3, 3, 2, 300]),
        (1n << 33n) + 77n,
        [1, 6, 8, 3],
      ),
    ];
    for (const { item } of runs) expect(item.kernel.supports(item.request)).toBe(true);
    const results = runKernels(runs.map(({ item }) => item));
    runs.forEach(({ expected: [wanted] }, i) => {
      expect(results[i]?.[0]).toEqual(wanted);
      expect(new Set(wanted as Int16Array).size).toBeGreaterThan(2);
    });
  });
});
