import type { PytorchEntry } from '../slot.ts';
import { activations } from './activation.ts';
import { arithmetic } from './arithmetic.ts';
import { attention } from './attention.ts';
import { convolutions } from './convolution.ts';
import { creations } from './creation.ts';
import { products } from './dense.ts';
import { identities } from './identity.ts';
import { normalizations } from './normalization.ts';
import { pools } from './pooling.ts';
import { quantizations } from './quantization.ts';
import { rearrangements } from './rearrangement.ts';
import { recurrences } from './recurrent.ts';
import { reductions } from './reduction.ts';
import { resizings } from './resizing.ts';
import { selections } from './selection.ts';
import { shapes } from './shape.ts';
import { specials } from './special.ts';
import { symbols } from './symbols.ts';

/** Operators of PyTorch's that are several of tinyml's, or one of several. */
export const compositions: readonly PytorchEntry[] = [
  activations,
  arithmetic,
  attention,
  convolutions,
  creations,
  identities,
  normalizations,
  pools,
  products,
  quantizations,
  rearrangements,
  recurrences,
  reductions,
  resizings,
  selections,
  shapes,
  specials,
  symbols,
];
