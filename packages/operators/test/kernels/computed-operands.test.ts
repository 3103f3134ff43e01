import { describe, expect, test } from '@jest/globals';
import {
  isOperatorError,
  toBytes,
  type DType,
  type KernelRequest,
  type Node,
  type Operator,
  type Tensor,
} from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { filled, recordedOperators, recordingsOf, type Recorded } from '../recorded.ts';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';

/** The node with the operands `constant` as constants, and all others computed; undefined where the operator refuses. */
const requestOf = (
  operator: Operator,
  { attrs, outputs }: Recorded,
  tensors: readonly (Tensor | null)[],
  constant: readonly number[],
): KernelRequest | undefined => {
  const inputs = tensors.map((tensor, i) =>
    tensor === null
      ? null
      : constant.includes(i)
        ? { type: tensor.type, constant: tensor.data }
        : { type: tensor.type },
  );
  try {
    operator.infer({ attrs: attrs as never, inputs });
  } catch (error) {
    if (isOperatorError(error)) return undefined;
    throw error;
  }
  const node = { id: 'n', op: operator.name, attrs, inputs: [], outputs: [] } as unknown as Node;
  return { node, inputs, outputs, operators: builtinOperatorTable, core: 'host', priority: 'size' };
};

/** Operators with kernels and recordings, some of these for each. */
const sampled = recordedOperators
  .filter((op) => builtinKernels.some((kernel) => kernel.op === op))
  .map((op) => {
    const all = recordingsOf(op);
    const step = Math.max(1, Math.floor(all.length / 6));
    return [op, all.filter((_, i) => i % step === 0)] as const;
  });

const distance = (a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): number =>
  Math.max(
    0,
    ...Array.from(a, (value, i) => Math.abs(Number(value) - Number(b[i])) / Math.max(1, Math.abs(Number(value)))),
  );

(hasCompiler ? describe : describe.skip)('C with computed operands, against the reference', () => {
  test.each(sampled)('%s', (op, recordings) => {
    const operator = builtinOperators.find(({ name }) => name === op) as Operator;
    const runs = recordings.flatMap((recorded) => {
      const tensors = recorded.inputs.map(
        (input): Tensor | null => input && { type: input.type, data: filled(input.type, input.data) },
      );
      const all = tensors.flatMap((tensor, i) => (tensor === null ? [] : [i]));
      const choices = [[], ...all.map((i) => all.filter((other) => other !== i))];
      return choices.flatMap((constant) => {
        const request = requestOf(operator, recorded, tensors, constant);
        if (request === undefined) return [];
        // Constants of these types are operands in memory too.
        const apart: readonly (DType | undefined)[] = ['int64', 'uint32', 'uint64'];
        const packed = (i: number): boolean => constant.includes(i) && !apart.includes(tensors[i]?.type.dtype);
        const inputs = tensors.map((tensor, i) => (packed(i) ? null : (tensor?.data ?? null)));
        const supporting = builtinKernels.filter((kernel) => {
          const alone = kernel.op === op && kernel.followedBy === undefined;
          return alone && kernel.supports(request) === true;
        });
        // Those for the instructions of one core are only lowered here; they run in their own tests.
        for (const kernel of supporting) kernel.lower(request);
        const expected = operator.run({ attrs: recorded.attrs as never, inputs: tensors, outputs: recorded.outputs });
        return supporting
          .filter(({ isa }) => isa === 'generic')
          .map((kernel) => ({ item: { kernel, request, inputs } satisfies KernelCase, expected }));
      });
    });
    expect(runs.length).toBeGreaterThan(0);
    const results = runKernels(runs.map(({ item }) => item));
    runs.forEach(({ item, expected }, i) => {
      expected.forEach((wanted, output) => {
        const found = results[i]?.[output];
        if (found === undefined) throw new Error(`${item.kernel.name} gave nothing`);
        // Bits taken for a number may be none.
        if (Buffer.compare(toBytes(found), toBytes(wanted)) === 0) return;
        if (wanted instanceof Float32Array) expect(distance(wanted, found as Float32Array)).toBeLessThan(1e-5);
        else expect(toBytes(found)).toEqual(toBytes(wanted));
      });
    });
  });
});
