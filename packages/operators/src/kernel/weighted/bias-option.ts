import type { TensorType } from '@tinyml/core';

type Types = readonly (TensorType | undefined)[];

/** Activations of 16 bits with a bias of 32: files say so, since a bias of 64 bits is what runtimes expect. */
export const hasNarrowBias = ({ inputs: [x, , bias] }: { readonly inputs: Types }): boolean =>
  x?.dtype === 'int16' && bias?.dtype === 'int32';

/** The option of .tflite files for that. */
export const biasOption = (types: Types): { readonly quantizedBiasType?: 'int32' } =>
  hasNarrowBias({ inputs: types }) ? { quantizedBiasType: 'int32' } : {};
