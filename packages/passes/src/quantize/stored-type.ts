import type { DType } from '@tinyml/core';
import { activationParameters, symmetricParameters, type Affine, type Range } from './affine.ts';

/** How a mode of `quantize` stores activations, and what of TensorFlow Lite's specification follows from it. */
export interface StoredType {
  readonly dtype: 'int8' | 'int16';
  /** Type of the biases of layers with such activations. */
  readonly bias: 'int32' | 'int64';
  /** The largest quantised bias that a layer may have. Leaves the accumulator's other half to the products. */
  readonly biasLimit: number;
  /** Least and greatest stored value of an activation. */
  readonly limits: readonly [least: number, greatest: number];
  /** Scale and zero point for a tensor whose values lie in this range. */
  parameters(range: Range): Affine;
  /** Where the values of a result that lies in least … below are, the greatest being one step below the end. */
  fixedRange(least: number, below: number): Range;
}

/** 256 steps cover the range: [0, 255/256] at scale 1/256 for a result in 0 … 1. */
export const storedInt8: StoredType = {
  dtype: 'int8',
  bias: 'int32',
  biasLimit: 2 ** 30,
  limits: [-128, 127],
  parameters: activationParameters,
  fixedRange: (least, below) => [least, below - (below - least) / 256],
};

/**
 * Symmetric: 32,768 steps from 0 to the end, at scale 1/32768 for a result in 0 … 1 or −1 … 1. Biases have 64 bits in files,
 * but no layer needs more than 31 of them: with these, kernels can prove that sums of 32 bits do, which take half the time.
 */
export const storedInt16: StoredType = {
  dtype: 'int16',
  bias: 'int64',
  biasLimit: 2 ** 30,
  limits: [-32768, 32767],
  parameters: symmetricParameters,
  fixedRange(least, below) {
    const end = below - below / 32768;
    return [Math.max(least, -end), end];
  },
};

/** The stored type that an intent for a tensor's activations names; undefined: that type is not for activations. */
export const storedTypeOf = (dtype: DType | undefined): StoredType | undefined =>
  dtype === 'int8' ? storedInt8 : dtype === 'int16' ? storedInt16 : undefined;
