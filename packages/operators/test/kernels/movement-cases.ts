import { expect } from '@jest/globals';
import fc from 'fast-check';
import {
  allocate,
  elementCount,
  type DType,
  type KernelRequest,
  type Node,
  type OpName,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import type { KernelCase } from './harness.ts';

const quant = { scale: [0.05], zeroPoint: [-3] };
export const dtypes = ['float32', 'float16', 'int8', 'uint8', 'int16', 'int32', 'bool'] as const;
export const dtype = fc.constantFrom(...dtypes);

/** Elements that differ from their neighbours, by a seed. */
export const tensor = (type: DType, shape: readonly number[], seed: number): Tensor => {
  const data = allocate(type, elementCount(shape)) as Int8Array;
  data.forEach((_, i) => {
    data[i] = ((seed + i * 37) % 251) - (type === 'uint8' || type === 'float16' || type === 'bool' ? 0 : 125);
  });
  return { type: { dtype: type, shape, ...(type === 'int8' && { quant }) }, data };
};

/** A constant of positions or sizes. */
export const index = (...elements: number[]): Tensor => ({
  type: { dtype: 'int32', shape: [elements.length] },
  data: Int32Array.from(elements),
});

/** One application of an operator that moves elements. */
export interface Operation {
  readonly op: OpName;
  readonly attrs: object;
  readonly operands: readonly Tensor[];
  /** Which operands are constants. */
  readonly constants: readonly number[];
}

/** The request for each kernel that takes it and the reference result; none where the operator refuses the draw. */
export const prepared = ({
  op,
  attrs,
  operands,
  constants,
}: Operation): readonly { readonly found: KernelCase; readonly expected: readonly TensorData[] }[] => {
  const operator = builtinOperators.find(({ name }) => name === op);
  if (operator === undefined) throw new Error(op);
  const inputs = operands.map(({ type, data }, i) => (constants.includes(i) ? { type, constant: data } : { type }));
  try {
    const outputs: readonly TensorType[] = operator.infer({ attrs: attrs as never, inputs });
    if (outputs.some(({ shape }) => elementCount(shape) === 0)) return [];
    const node = { id: 'n', op, attrs, inputs: [], outputs: [] } as unknown as Node;
    const request: KernelRequest = {
      node,
      inputs,
      outputs,
      operators: builtinOperatorTable,
      core: 'host',
      priority: 'size',
    };
    const kernels = builtinKernels.filter((kernel) => kernel.op === op && kernel.supports(request) === true);
    expect(kernels).not.toHaveLength(0);
    const given = operands.map(({ data }, i) => (constants.includes(i) ? null : data));
    const expected = operator.run({ attrs: attrs as never, inputs: [...operands], outputs });
    return kernels.map((kernel) => ({ found: { kernel, request, inputs: given }, expected }));
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return [];
    throw error;
  }
};

export const size = fc.integer({ min: 1, max: 5 });
export const shapes = fc.array(size, { minLength: 1, maxLength: 5 });
export const seed = fc.nat(1000);
export const ints = (length: number, min: number, max: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
