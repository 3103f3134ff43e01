import { elementCount, type DType } from '@tinyml/core';
import type { Draft } from './draft.ts';
import { randomData } from './draft.ts';
import { axisOf, partner, typeOf, type Make, type Makers } from './maker.ts';

/** What LiteRT's kernels of a movement do not know, some of them without saying so. */
const refused: Readonly<Record<string, readonly DType[]>> = {
  depth_to_space: ['int8', 'int16', 'bool'],
  matrix_diag: ['bool'],
  matrix_set_diag: ['bool'],
  mirror_pad: ['bool'],
  reverse_sequence: ['int8', 'bool'],
  reverse_v2: ['bool'],
  scatter_nd: ['int16', 'bool'],
  space_to_depth: ['int16', 'bool'],
  tile: ['int8', 'uint8'],
};

/** The same makers, which take no types that LiteRT does not. */
const accepted = (family: Makers): Makers =>
  Object.fromEntries(
    Object.entries(family).map(([op, make]): readonly [string, Make] => [
      op,
      (draft, source) =>
        refused[op]?.includes(typeOf(draft, source).dtype) === true ? undefined : make(draft, source),
    ]),
  );

const isTruth = (draft: Draft, source: string): boolean => typeOf(draft, source).dtype === 'bool';

const sameQuant = (draft: Draft, source: string) => {
  const { quant } = typeOf(draft, source);
  return (other: { readonly quant?: unknown }): boolean => JSON.stringify(other.quant) === JSON.stringify(quant);
};

const shapeOf = (draft: Draft, id: string): readonly number[] => typeOf(draft, id).shape;

/** An axis in 0 … rank − 1, or undefined for a scalar. */
const plainAxis = (draft: Draft, source: string): number | undefined => {
  const { length } = shapeOf(draft, source);
  return length === 0 ? undefined : draft.random.int(0, length - 1);
};

const concatenation: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  const axis = plainAxis(draft, source);
  if (axis === undefined) return undefined;
  const same = sameQuant(draft, source);
  const other = partner(
    draft,
    source,
    (type) =>
      same(type) &&
      type.shape.length === shape.length &&
      type.shape.every((size, i) => i === axis || size === shape[i]),
  );
  return other === undefined
    ? undefined
    : draft.node(
        'concatenation',
        { axis: draft.random.chance(0.3) ? axis - shape.length : axis, activation: 'none' },
        draft.random.shuffled([source, other, ...(draft.random.chance(0.3) ? [source] : [])]),
        'same',
      );
};

const pack: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  const same = sameQuant(draft, source);
  const other = partner(draft, source, (type) => same(type) && String(type.shape) === String(shape));
  if (shape.length > 3 || isTruth(draft, source)) return undefined;
  return draft.node('pack', { axis: draft.random.int(0, shape.length) }, [source, other ?? source], 'same');
};

const unpack: Make = (draft, source) => {
  const axis = plainAxis(draft, source);
  const count = axis === undefined ? 0 : (shapeOf(draft, source)[axis] as number);
  return axis === undefined || count > 6 ? undefined : draft.node('unpack', { axis, count }, [source], 'same');
};

const split: Make = (draft, source) => {
  const axis = plainAxis(draft, source);
  if (axis === undefined || isTruth(draft, source)) return undefined;
  const size = shapeOf(draft, source)[axis] as number;
  const parts = [2, 3, 1].find((count) => size % count === 0) as number;
  return draft.node('split', { numSplits: parts }, [draft.ints([axis], []), source], 'same');
};

const splitV: Make = (draft, source) => {
  const axis = plainAxis(draft, source);
  const size = axis === undefined ? 0 : (shapeOf(draft, source)[axis] as number);
  if (axis === undefined || size < 2 || isTruth(draft, source)) return undefined;
  const first = draft.random.int(1, size - 1);
  return draft.node(
    'split_v',
    { numSplits: 2 },
    [source, draft.ints([first, draft.random.chance(0.3) ? -1 : size - first]), draft.ints([axis], [])],
    'same',
  );
};

const amounts = (draft: Draft, source: string, most: (size: number) => number): string => {
  const shape = shapeOf(draft, source);
  const pairs = shape.flatMap((size) => [draft.random.int(0, most(size)), draft.random.int(0, most(size))]);
  return draft.ints(pairs, [shape.length, 2]);
};

const slice: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length === 0) return undefined;
  const begin = shape.map((size) => draft.random.int(0, size - 1));
  const size = shape.map((most, i) =>
    draft.random.chance(0.2) ? -1 : draft.random.int(1, most - (begin[i] as number)),
  );
  return draft.node('slice', {}, [source, draft.ints(begin), draft.ints(size)], 'same');
};

const stridedSlice: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  const { random } = draft;
  if (shape.length === 0 || shape.length > 4) return undefined;
  const back = shape.map(() => random.chance(0.2));
  const begin = shape.map((size, i) => (back[i] ? size - 1 : random.int(0, size - 1)));
  const end = shape.map((size, i) => (back[i] ? -size - 1 : random.int((begin[i] as number) + 1, size)));
  const strides = shape.map((_, i) => (back[i] ? -1 : random.int(1, 2)));
  const mask = (share: number): number =>
    shape.reduce((bits, _, i) => bits | (random.chance(share) && !back[i] ? 1 << i : 0), 0);
  const attrs = { beginMask: mask(0.2), endMask: mask(0.2), ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
  return draft.node('strided_slice', attrs, [source, draft.ints(begin), draft.ints(end), draft.ints(strides)], 'same');
};

const gather: Make = (draft, source) => {
  const axis = plainAxis(draft, source);
  if (axis === undefined) return undefined;
  const size = shapeOf(draft, source)[axis] as number;
  const indices = Array.from({ length: draft.random.int(1, 6) }, () => draft.random.int(0, size - 1));
  return draft.node('gather', { axis, batchDims: 0 }, [source, draft.ints(indices)], 'same');
};

const gatherNd: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length === 0) return undefined;
  const [depth, rows] = [draft.random.int(1, shape.length), draft.random.int(1, 4)];
  const indices = Array.from({ length: rows * depth }, (_, i) => draft.random.int(0, (shape[i % depth] as number) - 1));
  return draft.node('gather_nd', {}, [source, draft.ints(indices, [rows, depth])], 'same');
};

const scatterNd: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length === 0) return undefined;
  const rows = shape[0] as number;
  // Each place once: sums of floats would depend on the order.
  const indices = draft.random.shuffled(Array.from({ length: rows + 2 }, (_, i) => i)).slice(0, rows);
  return draft.node(
    'scatter_nd',
    {},
    [draft.ints(indices, [rows, 1]), source, draft.ints([rows + 2, ...shape.slice(1)])],
    'same',
  );
};

const tile: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length === 0) return undefined;
  const counts = shape.map(() => draft.random.int(1, 3));
  return draft.node('tile', {}, [source, draft.ints(counts)], 'same');
};

const transpose: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  return shape.length === 0
    ? undefined
    : draft.node('transpose', {}, [source, draft.ints(draft.random.shuffled(shape.map((_, i) => i)))], 'same');
};

const reshape: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  const count = elementCount(shape);
  const batch = shape[0] ?? 1;
  const inner = count / batch;
  const factor = draft.random.pick([1, 2, 3, 4, 5, 6].filter((one) => inner % one === 0));
  const chosen = draft.random.pick([
    [batch, inner],
    [batch, inner / factor, factor],
    [batch, 1, inner / factor, factor],
    [count],
  ]);
  const newShape = draft.random.chance(0.3) ? [-1, ...chosen.slice(1)] : chosen;
  return draft.node('reshape', {}, [source, draft.ints(newShape)], 'same');
};

const squeeze: Make = (draft, source) => {
  const ones = shapeOf(draft, source).flatMap((size, i) => (size === 1 ? [i] : []));
  return ones.length === 0
    ? undefined
    : draft.node(
        'squeeze',
        { squeezeDims: draft.random.chance(0.5) ? [] : [draft.random.pick(ones)] },
        [source],
        'same',
      );
};

const expandDims: Make = (draft, source) => {
  const { length } = shapeOf(draft, source);
  return length > 3
    ? undefined
    : draft.node('expand_dims', {}, [source, draft.ints([draft.random.int(-1, length)], [])], 'same');
};

const block =
  (op: string): Make =>
  (draft, source) =>
    shapeOf(draft, source).length === 4
      ? draft.node(op, { blockSize: draft.random.pick([2, 3]) }, [source], 'same')
      : undefined;

const spaceToBatch: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length !== 4) return undefined;
  const blocks = [draft.random.int(1, 2), draft.random.int(1, 3)];
  const pads = blocks.flatMap((one, i) => [0, (one - ((shape[i + 1] as number) % one)) % one]);
  return draft.node('space_to_batch_nd', {}, [source, draft.ints(blocks), draft.ints(pads, [2, 2])], 'same');
};

const batchToSpace: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  const batch = shape[0] ?? 1;
  if (shape.length !== 4 || batch % 2 !== 0) return undefined;
  return draft.node(
    'batch_to_space_nd',
    {},
    [
      source,
      draft.ints(
        draft.random.pick([
          [1, 2],
          [2, 1],
        ]),
      ),
      draft.ints([0, 0, 0, 0], [2, 2]),
    ],
    'same',
  );
};

const reverse: Make = (draft, source) => {
  const axis = plainAxis(draft, source);
  return axis === undefined ? undefined : draft.node('reverse_v2', {}, [source, draft.ints([axis])], 'same');
};

const reverseSequence: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length < 2) return undefined;
  const lengths = Array.from({ length: shape[0] as number }, () => draft.random.int(1, shape[1] as number));
  return draft.node('reverse_sequence', { seqDim: 1, batchDim: 0 }, [source, draft.ints(lengths)], 'same');
};

const broadcastTo: Make = (draft, source) => {
  const shape = shapeOf(draft, source);
  if (shape.length === 0) return undefined;
  const wide = [
    ...(shape.length < 4 && draft.random.chance(0.5) ? [2] : []),
    ...shape.map((size) => (size === 1 ? draft.random.int(1, 3) : size)),
  ];
  return draft.node('broadcast_to', {}, [source, draft.ints(wide)], 'same');
};

const dynamicUpdateSlice: Make = (draft, source) => {
  const type = typeOf(draft, source);
  if (type.shape.length === 0) return undefined;
  const part = { ...type, shape: type.shape.map((size) => draft.random.int(1, size)) };
  const starts = type.shape.map((size, i) => draft.random.int(0, size - (part.shape[i] as number)));
  return draft.node(
    'dynamic_update_slice',
    {},
    [source, draft.constant(part, randomData(part, draft.random)), draft.ints(starts)],
    'same',
  );
};

export const movements: Makers = accepted({
  concatenation,
  pack,
  unpack,
  split,
  split_v: splitV,
  pad: (draft, source) =>
    shapeOf(draft, source).length === 0
      ? undefined
      : draft.node('pad', {}, [source, amounts(draft, source, () => 2)], 'same'),
  mirror_pad: (draft, source) =>
    // LiteRT's kernel pads at most five dimensions.
    shapeOf(draft, source).length === 0 || shapeOf(draft, source).length > 5
      ? undefined
      : draft.node(
          'mirror_pad',
          { mode: draft.random.pick(['reflect', 'symmetric']) },
          [source, amounts(draft, source, (size) => Math.min(2, size - 1))],
          'same',
        ),
  slice,
  strided_slice: stridedSlice,
  gather,
  gather_nd: gatherNd,
  scatter_nd: scatterNd,
  tile,
  transpose,
  reshape,
  squeeze,
  expand_dims: expandDims,
  space_to_depth: block('space_to_depth'),
  depth_to_space: block('depth_to_space'),
  space_to_batch_nd: spaceToBatch,
  batch_to_space_nd: batchToSpace,
  reverse_v2: reverse,
  reverse_sequence: reverseSequence,
  broadcast_to: broadcastTo,
  dynamic_update_slice: dynamicUpdateSlice,
  matrix_diag: (draft, source) => draft.node('matrix_diag', {}, [source], 'same'),
  shape: (draft, source) => draft.node('shape', { outType: 'int32' }, [source], 'same', 'int32'),
});

const isPlain = (draft: Draft, source: string): boolean => ['float32', 'int32'].includes(typeOf(draft, source).dtype);

/** What makes a tensor of others' sizes or entries, with the value given. */
export const makings: Makers = accepted({
  fill: (draft, source) => {
    if (!isPlain(draft, source) || shapeOf(draft, source).length > 0) return undefined;
    return draft.node('fill', {}, [draft.ints([draft.random.int(1, 3), draft.random.int(1, 4)]), source], 'same');
  },
  rank: (draft, source) => draft.node('rank', {}, [source], 'same', 'int32'),
  range: (draft) => {
    const [start, delta] = [draft.random.int(-3, 3), draft.random.int(1, 2)];
    const limit = start + draft.random.int(1, 8);
    return draft.node(
      'range',
      {},
      [start, limit, delta].map((one) => draft.ints([one], [])),
      'same',
    );
  },
  one_hot: (draft, source) => {
    const { dtype, shape } = typeOf(draft, source);
    if (dtype !== 'int32' || shape.length > 3) return undefined;
    const scalar = (value: number): string => draft.constant({ dtype: 'float32', shape: [] }, Float32Array.of(value));
    const axis = draft.random.int(-1, shape.length);
    return draft.node(
      'one_hot',
      { axis },
      [source, draft.ints([draft.random.int(1, 6)], []), scalar(1.5), scalar(-0.5)],
      'same',
    );
  },
  embedding_lookup: (draft, source) => {
    const shape = shapeOf(draft, source);
    if (shape.length < 2 || typeOf(draft, source).dtype === 'bool') return undefined;
    const rows = Array.from({ length: draft.random.int(1, 4) }, () => draft.random.int(0, (shape[0] as number) - 1));
    return draft.node('embedding_lookup', {}, [draft.ints(rows), source], 'same');
  },
  broadcast_args: (draft, source) => {
    const shape = shapeOf(draft, source);
    return draft.node(
      'broadcast_args',
      {},
      [draft.ints(shape.map((size) => (draft.random.chance(0.5) ? 1 : size))), draft.ints(shape)],
      'same',
    );
  },
  matrix_set_diag: (draft, source) => {
    const type = typeOf(draft, source);
    if (type.shape.length < 2) return undefined;
    const [rows, columns] = type.shape.slice(-2) as [number, number];
    const diagonal = { ...type, shape: [...type.shape.slice(0, -2), Math.min(rows, columns)] };
    return draft.node(
      'matrix_set_diag',
      {},
      [source, draft.constant(diagonal, randomData(diagonal, draft.random))],
      'same',
    );
  },
});

/** Combines elements along axes. */
const reduce =
  (op: string, scale: 'same' | 'fitted'): Make =>
  (draft, source) => {
    const { shape } = typeOf(draft, source);
    if (shape.length === 0) return undefined;
    const axes = draft.random.shuffled(shape.map((_, i) => i)).slice(0, draft.random.int(1, Math.min(2, shape.length)));
    const listed = axes.map((axis) => (draft.random.chance(0.3) ? axis - shape.length : axis));
    return draft.node(op, { keepDims: draft.random.chance(0.5) }, [source, draft.ints(listed)], scale);
  };

const extreme =
  (op: string): Make =>
  (draft, source) => {
    const type = typeOf(draft, source);
    return type.shape.length === 0
      ? undefined
      : draft.node(op, { outType: 'int32' }, [source, draft.ints([axisOf(draft, type)], [])], 'same', 'int32');
  };

export const reductions: Makers = {
  mean: reduce('mean', 'fitted'),
  // LiteRT's reference kernel reads int8 as unsigned, and sums int16 in 16 bits.
  sum: (draft, source) =>
    ['int8', 'int16'].includes(typeOf(draft, source).dtype) ? undefined : reduce('sum', 'fitted')(draft, source),
  reduce_max: reduce('reduce_max', 'same'),
  reduce_min: reduce('reduce_min', 'same'),
  reduce_prod: reduce('reduce_prod', 'fitted'),
  reduce_any: reduce('reduce_any', 'same'),
  reduce_all: reduce('reduce_all', 'same'),
  arg_max: extreme('arg_max'),
  arg_min: extreme('arg_min'),
  cumsum: (draft, source) => {
    const type = typeOf(draft, source);
    if (type.shape.length === 0) return undefined;
    return draft.node('cumsum', { exclusive: draft.random.chance(0.3), reverse: draft.random.chance(0.3) }, [
      source,
      draft.ints([axisOf(draft, type)], []),
    ]);
  },
  topk_v2: (draft, source) => {
    const last = shapeOf(draft, source).at(-1);
    return last === undefined || isTruth(draft, source)
      ? undefined
      : draft.node('topk_v2', {}, [source, draft.ints([draft.random.int(1, last)], [])], 'same');
  },
};
