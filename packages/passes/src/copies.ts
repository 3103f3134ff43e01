import type { OpName } from '@tinyml/core';

/** Operators whose results are elements of their operands, moved; `pad` adds a constant. */
export const copies: readonly OpName[] = [
  'batch_to_space_nd',
  'concatenation',
  'expand_dims',
  'gather',
  'identity',
  'pack',
  'pad',
  'reshape',
  'space_to_batch_nd',
  'split',
  'squeeze',
  'strided_slice',
  'transpose',
  'unpack',
];
