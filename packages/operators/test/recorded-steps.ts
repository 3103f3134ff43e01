import { readFileSync } from 'node:fs';
import { allocate, elementCount, type Tensor, type TensorType } from '@tinyml/core';

/** An operator that keeps state, run step by step by LiteRT's reference kernels: see test/cases/record_recurrent.py. */
export interface RecordedSteps {
  readonly op: string;
  readonly attrs: object;
  /** Operands without data: the first is what goes in at each step, the others are state. */
  readonly inputs: readonly ({ readonly type: TensorType; readonly data?: readonly number[] } | null)[];
  readonly states: readonly number[];
  readonly output: TensorType;
  readonly steps: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
}

export const recurrentFolder = new URL('cases/_recurrent/', import.meta.url);

export const recordedSteps = (op: string, file: string): RecordedSteps =>
  JSON.parse(readFileSync(new URL(`${op}/${file}`, recurrentFolder), 'utf8')) as RecordedSteps;

export const stepTensor = (type: TensorType, values?: readonly number[]): Tensor => {
  const data = allocate(type.dtype, elementCount(type.shape)) as Float32Array;
  if (values === undefined) data.fill(type.quant?.zeroPoint[0] ?? 0);
  else data.set(values);
  return { type, data };
};

/** The operands at the start, with `x` as what goes in. */
export const stepTensors = ({ inputs }: RecordedSteps, x?: readonly number[]): readonly (Tensor | null)[] =>
  inputs.map((input, i) => input && stepTensor(input.type, i === 0 ? x : input.data));
