import type { KerasEntry } from '../slot.ts';
import { arithmetic } from './arithmetic.ts';
import { dimensions } from './dimensions.ts';
import { nonlinearity } from './nonlinearity.ts';
import { normalization } from './normalization.ts';
import { resizing } from './resizing.ts';
import { separableConvolution } from './separable-convolution.ts';
import { statistics } from './statistics.ts';

/** All of Keras that takes several operators. */
export const compositions: readonly KerasEntry[] = [
  arithmetic,
  dimensions,
  nonlinearity,
  normalization,
  resizing,
  separableConvolution,
  statistics,
];
