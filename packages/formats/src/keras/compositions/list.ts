import type { KerasEntry } from '../slot.ts';
import { arithmetic } from './arithmetic.ts';
import { attention } from './attention.ts';
import { convLstm } from './conv-lstm.ts';
import { dimensions } from './dimensions.ts';
import { dotLayer } from './dot.ts';
import { einsums } from './einsum-dense.ts';
import { gating } from './gating.ts';
import { maskingLayer } from './masking.ts';
import { moments } from './moments.ts';
import { multiHeadAttention } from './multi-head-attention.ts';
import { nonlinearity } from './nonlinearity.ts';
import { normalization } from './normalization.ts';
import { rectifiers } from './rectifiers.ts';
import { resizing } from './resizing.ts';
import { separableConvolution } from './separable-convolution.ts';
import { smoothFunctions } from './smooth-functions.ts';
import { sparsemaxActivation } from './sparsemax.ts';
import { statistics } from './statistics.ts';

/** All of Keras that takes several operators. */
export const compositions: readonly KerasEntry[] = [
  arithmetic,
  attention,
  convLstm,
  dimensions,
  dotLayer,
  einsums,
  gating,
  maskingLayer,
  moments,
  multiHeadAttention,
  nonlinearity,
  normalization,
  rectifiers,
  resizing,
  separableConvolution,
  smoothFunctions,
  sparsemaxActivation,
  statistics,
];
