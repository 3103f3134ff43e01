import type { DType, Operator } from '@tinyml/core';

/** Operators that LiteRT has not run for us in any type. */
const operators: Readonly<Record<string, string>> = {
  batch_normalization: 'LiteRT has no such operator (its converter folds it): held against its formula',
  dropout: 'LiteRT has no such operator: its result is its operand',
  erf: 'LiteRT has no such operator: held against its formula',
  gru: 'LiteRT has no such operator: held against Keras',
  identity: 'LiteRT has no such operator: its result is its operand',
};

/** Those whose results hold elements of an operand, unchanged, though not all that passes ask of a movement is true of them. */
const movesElements = new Set(['embedding_lookup', 'fill', 'matrix_diag', 'matrix_set_diag', 'one_hot']);

const readsTypes = new Set(['rank', 'shape']);

/** By operator: types that no recording has, computed by the code of types that one has. */
const sharedCode: Readonly<Record<string, readonly DType[]>> = {
  arg_max: ['int16', 'int64'],
  arg_min: ['int16', 'int64'],
  bitcast: ['float16', 'uint32', 'uint64'],
  broadcast_args: ['int64'],
  detection_postprocess: ['int8'],
  where: ['uint32'],
  scatter_nd: ['int16', 'uint32', 'uint64'],
  select: ['float16', 'uint32', 'uint64'],
  select_v2: ['float16', 'uint32', 'uint64'],
  sparse_to_dense: ['float16', 'int16', 'uint32', 'uint64', 'bool'],
  sum: ['int8', 'int16'],
  topk_v2: ['float16', 'bool', 'uint32', 'uint64'],
};

/** Why there is no recording of LiteRT for what the interpreter runs; undefined where nobody has said. */
export const whyUnrecorded = ({ name, traits = {} }: Operator, dtype: DType): string | undefined =>
  operators[name] ??
  (readsTypes.has(name)
    ? 'its result depends on the shape alone'
    : traits.movement === true || movesElements.has(name)
      ? 'elements are moved unchanged, whatever their type: other types are recorded, or the values are worked out by hand'
      : sharedCode[name]?.includes(dtype) === true
        ? 'computed by the code of the types that are recorded'
        : undefined);
