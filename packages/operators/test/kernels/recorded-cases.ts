import { expect } from '@jest/globals';
import {
  isWide,
  toBytes,
  type Kernel,
  type KernelRequest,
  type Node,
  type Operator,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { filled, recordingsOf } from '../recorded.ts';
import { runKernels, type KernelCase } from './harness.ts';

export interface Case {
  readonly item: KernelCase;
  readonly expected: readonly TensorData[];
}

/** An operator on these operands, for its only kernel, and what the reference gives. */
export const caseOf = (
  op: string,
  attrs: object,
  tensors: readonly Tensor[],
  isConstant: (at: number) => boolean,
  outputs: readonly TensorType[],
): Case => {
  const request: KernelRequest = {
    node: { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node,
    inputs: tensors.map(({ data, type }, i) => (isConstant(i) ? { type, constant: data } : { type })),
    outputs,
    operators: builtinOperatorTable,
    core: 'host',
    priority: 'size',
  };
  const kernels = builtinKernels.filter((kernel) => kernel.op === op && kernel.supports(request) === true);
  expect(kernels).toHaveLength(1);
  const operator = builtinOperatorTable.get(op) as Operator;
  return {
    item: {
      kernel: kernels[0] as Kernel,
      request,
      // Kernels read constants of 64 bits where the program has put them, as what is computed.
      inputs: tensors.map(({ data }, i) => (isConstant(i) && !isWide(data) ? null : data)),
    },
    expected: operator.run({ attrs: attrs as never, inputs: tensors, outputs }),
  };
};

/** Every recording of the operator as one call. */
export const recordedCases = (op: string): readonly Case[] =>
  recordingsOf(op).map(({ attrs, inputs, outputs }) =>
    caseOf(
      op,
      attrs,
      inputs.flatMap((input) => (input === null ? [] : [{ type: input.type, data: filled(input.type, input.data) }])),
      (at) => inputs[at]?.constant === true,
      outputs,
    ),
  );

/** Runs the cases in C: integers equal the reference's, real numbers up to `tolerance` of the greatest. */
export const expectReference = (cases: readonly Case[], tolerance: number): void => {
  const results = runKernels(cases.map(({ item }) => item));
  cases.forEach(({ expected }, i) => {
    expected.forEach((wanted, at) => {
      const found = results[i]?.[at] as TensorData;
      if (!(wanted instanceof Float32Array)) expect(toBytes(found)).toEqual(toBytes(wanted));
      else {
        const range = Math.max(...wanted.filter(Number.isFinite).map(Math.abs));
        wanted.forEach((value, j) => {
          if (Object.is(found[j], value)) return;
          expect(Math.abs((found[j] as number) - value)).toBeLessThanOrEqual(tolerance * range);
        });
      }
    });
  });
};
