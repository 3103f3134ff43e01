import { elementCount, type TensorType } from '@tinyml/core';
import { randomData, type Draft } from './draft.ts';
import { typeOf, type Make, type Makers } from './maker.ts';

const isPlain = ({ dtype, quant }: TensorType): boolean =>
  (dtype === 'float32' || dtype === 'int32') && quant === undefined;

const unsorted =
  (op: string): Make =>
  (draft, source) => {
    const type = typeOf(draft, source);
    if (!isPlain(type) || type.shape.length === 0) return undefined;
    const rank = draft.random.int(1, Math.min(2, type.shape.length));
    const count = draft.random.int(1, 4);
    const ids = Array.from({ length: elementCount(type.shape.slice(0, rank)) }, () => draft.random.int(-1, count - 1));
    return draft.node(op, {}, [source, draft.ints(ids, type.shape.slice(0, rank)), draft.ints([count], [])]);
  };

const bucketize: Make = (draft, source) => {
  const { dtype, quant } = typeOf(draft, source);
  if (quant !== undefined || !['float32', 'int32', 'int64'].includes(dtype)) return undefined;
  // Constants are bucketed, so that rounding does not decide.
  const type = typeOf(draft, source);
  const values = draft.input(type);
  const boundaries = Array.from({ length: draft.random.int(1, 5) }, () => draft.random.int(-6, 6) / 2);
  return draft.node('bucketize', { boundaries: boundaries.toSorted((a, b) => a - b) }, [values]);
};

const sizes = { int8: 1, uint8: 1, int16: 2, int32: 4 } as const;

/** Among integers: bits that are no number would go on into arithmetic. */
const bitcast: Make = (draft, source) => {
  const { dtype, quant } = typeOf(draft, source);
  if (!(dtype in sizes) || quant !== undefined) return undefined;
  return draft.node('bitcast', { outType: draft.random.pick(Object.keys(sizes)) }, [source]);
};

const sparseToDense: Make = (draft, source) => {
  const type = typeOf(draft, source);
  if (type.shape.length !== 1 || !['float32', 'int8', 'uint8', 'int32', 'int64'].includes(type.dtype)) return undefined;
  const [count = 1] = type.shape;
  const shape = [draft.random.int(2, 4), draft.random.int(2, 5)];
  const indices = Array.from({ length: 2 * count }, (_, i) => draft.random.int(0, (shape[i % 2] as number) - 1));
  const other: TensorType = { ...type, shape: [] };
  return draft.node(
    'sparse_to_dense',
    { validateIndices: false },
    [
      draft.ints(indices, [count, 2]),
      draft.ints(shape),
      source,
      draft.constant(other, randomData(other, draft.random)),
    ],
    'same',
  );
};

const localResponseNormalization: Make = (draft: Draft, source) => {
  const { dtype, shape } = typeOf(draft, source);
  if (dtype !== 'float32' || shape.length !== 4) return undefined;
  const { random } = draft;
  const attrs = { radius: random.int(0, 4), bias: 1, alpha: random.pick([0.1, 0.5]), beta: random.pick([0.5, 0.75]) };
  return draft.node('local_response_normalization', attrs, [source]);
};

/** Rows by the number of their segment, elements by their place, and bits. */
export const segments: Makers = {
  unsorted_segment_sum: unsorted('unsorted_segment_sum'),
  unsorted_segment_prod: unsorted('unsorted_segment_prod'),
  unsorted_segment_max: unsorted('unsorted_segment_max'),
  unsorted_segment_min: unsorted('unsorted_segment_min'),
  bitcast,
  bucketize,
  local_response_normalization: localResponseNormalization,
  sparse_to_dense: sparseToDense,
};
