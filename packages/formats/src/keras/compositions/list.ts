import type { KerasEntry } from '../slot.ts';
import { adaptivePooling } from './adaptive-pooling.ts';
import { arithmetic } from './arithmetic.ts';
import { arrangements } from './arrangements.ts';
import { arrayFunctions } from './array-functions.ts';
import { attention } from './attention.ts';
import { categories } from './categories.ts';
import { convLstm } from './conv-lstm.ts';
import { dimensions } from './dimensions.ts';
import { dotLayer } from './dot.ts';
import { einsums } from './einsum-dense.ts';
import { gating } from './gating.ts';
import { locally } from './locally-connected.ts';
import { maskingLayer } from './masking.ts';
import { melSpectrograms } from './mel-spectrogram.ts';
import { middles } from './middle.ts';
import { moments } from './moments.ts';
import { multiHeadAttention } from './multi-head-attention.ts';
import { nonlinearity } from './nonlinearity.ts';
import { normalization } from './normalization.ts';
import { rectifiers } from './rectifiers.ts';
import { resizing } from './resizing.ts';
import { separableConvolution } from './separable-convolution.ts';
import { smoothFunctions } from './smooth-functions.ts';
import { sparsemaxActivation } from './sparsemax.ts';
import { spectrogram } from './spectrogram.ts';
import { statistics } from './statistics.ts';
import { tensorProducts } from './tensor-products.ts';
import { volumes } from './volumes.ts';

/** All of Keras that takes several operators. */
export const compositions: readonly KerasEntry[] = [
  adaptivePooling,
  arithmetic,
  arrangements,
  arrayFunctions,
  attention,
  categories,
  convLstm,
  dimensions,
  dotLayer,
  einsums,
  gating,
  locally,
  maskingLayer,
  melSpectrograms,
  middles,
  moments,
  multiHeadAttention,
  nonlinearity,
  normalization,
  rectifiers,
  resizing,
  separableConvolution,
  smoothFunctions,
  sparsemaxActivation,
  spectrogram,
  statistics,
  tensorProducts,
  volumes,
];
