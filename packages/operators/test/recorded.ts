import { readdirSync, readFileSync } from 'node:fs';
import { allocate, type TensorData, type TensorType } from '@tinyml/core';

/** What JSON has no number for is text: infinities, and integers of more than 53 bits. */
export type Element = number | string;

/** One operator run by LiteRT's reference kernels; the scripts in cases/ write the files. */
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
  const data = allocate(type.dtype, values.length) as Float32Array;
  data.set(values.map(Number));
  return data;
};
