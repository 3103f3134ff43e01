import { readdirSync, readFileSync } from 'node:fs';
import { allocate, type TensorData, type TensorType } from '@tinyml/core';

/** What JSON has no number for is text: infinities, and integers of more than 53 bits. */
export type Element = number | string;

/** One operator run by LiteRT's reference kernels, or by TensorFlow Lite Micro's; the scripts in cases/ write the files. */
export interface Recorded {
  readonly slug: string;
  readonly attrs: object;
  readonly inputs: readonly ({
    readonly type: TensorType;
    readonly constant: boolean;
    readonly data: readonly Element[];
  } | null)[];
  readonly outputs: readonly TensorType[];
  /** For each result. */
  readonly expected: readonly (readonly Element[])[];
}

const folder = new URL('cases/', import.meta.url);

/** Operators that there are recordings of. */
export const recordedOperators: readonly string[] = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(({ name }) => name);

interface File extends Pick<Recorded, 'attrs' | 'inputs'> {
  readonly output?: TensorType;
  readonly outputs?: readonly TensorType[];
  readonly expected: readonly Element[] | readonly (readonly Element[])[];
}

/** The recordings of one operator: none where there is no folder. */
export const recordingsOf = (op: string): readonly Recorded[] => {
  if (!recordedOperators.includes(op)) return [];
  return readdirSync(new URL(`${op}/`, folder)).map((name) => {
    const { attrs, inputs, output, outputs, expected } = JSON.parse(
      readFileSync(new URL(`${op}/${name}`, folder), 'utf8'),
    ) as File;
    return {
      slug: name.replace('.json', ''),
      attrs,
      inputs,
      outputs: outputs ?? [output as TensorType],
      expected: (outputs === undefined ? [expected] : expected) as Recorded['expected'],
    };
  });
};

export const filled = (type: TensorType, values: readonly Element[]): TensorData => {
  if (type.dtype === 'int64') return BigInt64Array.from(values, BigInt);
  if (type.dtype === 'uint64') return BigUint64Array.from(values, BigInt);
  const data = allocate(type.dtype, values.length) as Float32Array;
  data.set(values.map(Number));
  return data;
};

/** An operator that keeps state to itself, run by TensorFlow Lite Micro: what goes in and what comes out at each step. */
export interface RecordedSteps {
  readonly slug: string;
  readonly attrs: object;
  readonly input: TensorType;
  readonly outputs: readonly TensorType[];
  /** Further operands, which begin with zeros, and at which of the node's results each has its next value. */
  readonly states: readonly { readonly type: TensorType; readonly result: number }[];
  readonly steps: readonly { readonly x: readonly Element[]; readonly y: readonly (readonly Element[])[] }[];
}

const stepsFolder = new URL('cases/_signal/', import.meta.url);

export const operatorsWithSteps: readonly string[] = readdirSync(stepsFolder);

export const recordedStepsOf = (op: string): readonly RecordedSteps[] => {
  if (!operatorsWithSteps.includes(op)) return [];
  return readdirSync(new URL(`${op}/`, stepsFolder)).map((name) => ({
    slug: name.replace('.json', ''),
    ...(JSON.parse(readFileSync(new URL(`${op}/${name}`, stepsFolder), 'utf8')) as Omit<RecordedSteps, 'slug'>),
  }));
};

/** All results of a node by their types: those that were recorded, then next values of state that are none of them. */
export const resultTypes = ({ outputs, states }: RecordedSteps): readonly TensorType[] => [
  ...outputs,
  ...states.filter(({ result }) => result >= outputs.length).map(({ type }) => type),
];
