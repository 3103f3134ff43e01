import type { TensorType } from '@tinyml/core';

type Types = readonly (TensorType | null | undefined)[];

/** Types of the input, the weights of features and in time, and the state. */
export const svdfKinds = {
  float: 'float32 float32 float32 float32',
  hybridFeatures: 'float32 int8 float32 float32',
  hybrid: 'float32 int8 int8 float32',
  int16State: 'int8 int8 int16 int16',
  int8State: 'int8 int8 int8 int8',
} as const;

export const kindOf = ([x, feature, time, , state]: Types): string =>
  [x, feature, time, state].map((type) => type?.dtype ?? 'nothing').join(' ');

export interface SvdfSizes {
  readonly batch: number;
  readonly inputs: number;
  readonly filters: number;
  readonly memory: number;
}

/** Of operands that fit each other. */
export const svdfSizes = ([x, , time]: Types): SvdfSizes => {
  const [batch = 1, inputs = 1] = x?.shape ?? [];
  const [filters = 1, memory = 1] = time?.shape ?? [];
  return { batch, inputs, filters, memory };
};
