import { describe, expect, test } from '@jest/globals';
import { type KernelRequest, type Node, type Tensor } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { filled, recordingsOf, type Recorded } from '../recorded.ts';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';

/** A recording once for each portable kernel that can run it. */
const casesOf = (op: string, { attrs, inputs, outputs }: Recorded): readonly KernelCase[] => {
  const tensors = inputs.map(
    (input): Tensor | null => input && { type: input.type, data: filled(input.type, input.data) },
  );
  const request: KernelRequest = {
    node: { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node,
    inputs: tensors.map(
      (tensor, i) =>
        tensor && { type: tensor.type, ...(inputs[i]?.constant === true ? { constant: tensor.data } : {}) },
    ),
    outputs,
    operators: builtinOperatorTable,
    core: 'host',
    priority: 'size',
  };
  return builtinKernels
    .filter(
      (kernel) =>
        kernel.op === op &&
        kernel.followedBy === undefined &&
        kernel.isa === 'generic' &&
        kernel.supports(request) === true,
    )
    .map((kernel) => ({
      kernel,
      request,
      inputs: tensors.map((tensor, i) => (inputs[i]?.constant === true ? null : (tensor?.data ?? null))),
    }));
};

const layers = ['conv_2d', 'depthwise_conv_2d', 'fully_connected'];

/** What files of TensorFlow 1 have beside layers. */
const others = ['average_pool_2d', 'max_pool_2d', 'mean', 'softmax'];

(hasCompiler ? describe : describe.skip)('C on uint8, and on weights of four bits, gives what LiteRT gave', () => {
  test.each([
    ...layers.flatMap((op) => ['uint8', 'int4'].map((dtype) => [op, dtype] as const)),
    ...others.map((op) => [op, 'uint8'] as const),
    ['embedding_lookup', 'int4'] as const,
    ['embedding_lookup', 'int8'] as const,
  ])('%s, %s', (op, dtype) => {
    const at = others.includes(op) ? 0 : 1;
    const recordings = recordingsOf(op).filter(({ inputs }) => inputs[at]?.type.dtype === dtype);
    expect(recordings.length).toBeGreaterThan(op === 'embedding_lookup' ? 0 : 2);
    const runs = recordings.flatMap((recorded) => {
      const cases = casesOf(op, recorded);
      expect([recorded.slug, cases.length > 0]).toEqual([recorded.slug, true]);
      return cases.map((item) => ({ item, recorded }));
    });
    const results = runKernels(runs.map(({ item }) => item));
    runs.forEach(
      (
        {
          item,
          recorded: {
            slug,
            outputs: [type],
            expected: [expected = []],
          },
        },
        i,
      ) => {
        const wanted = type === undefined ? [] : Array.from(filled(type, expected) as Float32Array);
        const actual = Array.from(results[i]?.[0] as Float32Array);
        if (type?.dtype !== 'float32')
          expect([slug, item.kernel.name, actual]).toEqual([slug, item.kernel.name, wanted]);
        else
          wanted.forEach((value, at) =>
            expect(Math.abs((actual[at] ?? NaN) - value)).toBeLessThan(1e-5 * (1 + Math.abs(value))),
          );
      },
    );
  });
});
