import { describe, expect, test } from '@jest/globals';
import {
  allocate,
  elementCount,
  toBytes,
  type Kernel,
  type KernelRequest,
  type Node,
  type Operator,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { filled, recordedStepsOf, recordingsOf, resultTypes } from '../recorded.ts';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';

interface Case {
  readonly item: KernelCase;
  readonly expected: readonly TensorData[];
}

const caseOf = (
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
      inputs: tensors.map(({ data }, i) => (isConstant(i) ? null : data)),
    },
    expected: operator.run({ attrs: attrs as never, inputs: tensors, outputs }),
  };
};

/** Every recording as one call; of those with state, each step with the state that the steps before left. */
const casesOf = (op: string): readonly Case[] => [
  ...recordingsOf(op).map(({ attrs, inputs, outputs }) =>
    caseOf(
      op,
      attrs,
      inputs.flatMap((input) => (input === null ? [] : [{ type: input.type, data: filled(input.type, input.data) }])),
      (at) => inputs[at]?.constant === true,
      outputs,
    ),
  ),
  ...recordedStepsOf(op).flatMap((recorded) => {
    const types = resultTypes(recorded);
    let state = recorded.states.map(({ type }): Tensor => ({ type, data: allocate(type.dtype, elementCount(type.shape)) })); // prettier-ignore
    return recorded.steps.map(({ x }) => {
      const tensors = [{ type: recorded.input, data: filled(recorded.input, x) }, ...state];
      const found = caseOf(op, recorded.attrs, tensors, () => false, types);
      state = recorded.states.map(({ result, type }) => ({ type, data: found.expected[result] as TensorData }));
      return found;
    });
  }),
];

const operators = builtinOperators.filter(({ name }) => name.startsWith('signal_'));

(hasCompiler ? describe : describe.skip)('C of signal operators, against the reference', () => {
  test.each(operators.map(({ name }) => name))('%s', (op) => {
    const cases = casesOf(op);
    expect(cases.length).toBeGreaterThan(1);
    const results = runKernels(cases.map(({ item }) => item));
    cases.forEach(({ expected }, i) => {
      expected.forEach((wanted, at) => {
        const found = results[i]?.[at] as TensorData;
        if (!(wanted instanceof Float32Array)) expect(toBytes(found)).toEqual(toBytes(wanted));
        else {
          const range = Math.max(...wanted.map(Math.abs));
          wanted.forEach((value, j) => {
            expect(Math.abs((found[j] as number) - value)).toBeLessThanOrEqual(1e-6 * range);
          });
        }
      });
    });
  });
});
