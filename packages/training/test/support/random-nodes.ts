// Graphs of one operator with random attributes and shapes: what the executor is tested on.
import {
  constantValue,
  elementCount,
  isOperatorError,
  memoryConstants,
  seededRandom,
  type Constants,
  type Graph,
  type Node,
  type OpName,
  type Operand,
  type Ops,
  type Padding,
  type Shape,
  type TensorData,
  type TensorType,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';

export const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

type Random = ReturnType<typeof seededRandom>;

/** An operand: floats come from the graph's input or are constant, integers are constant. */
type Source =
  | { readonly from: 'input'; readonly shape: Shape; readonly below?: number }
  | { readonly from: 'constant'; readonly shape: Shape; readonly positive?: true }
  | { readonly from: 'integers'; readonly list: readonly number[]; readonly shape?: Shape }
  | null;

interface Draft<Name extends OpName> {
  readonly attrs: Ops[Name];
  readonly inputs: readonly Source[];
  readonly outputs?: number;
}

const input = (shape: Shape): Source => ({ from: 'input', shape });
const constant = (shape: Shape): Source => ({ from: 'constant', shape });
const integers = (...list: readonly number[]): Source => ({ from: 'integers', list });
const scalar = (value: number): Source => ({ from: 'integers', list: [value], shape: [] });

/** Draws from a seeded generator. */
const drawer = (random: Random) => {
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const pick = <T>(...list: readonly T[]): T => list[whole(0, list.length - 1)] as T;
  return {
    whole,
    pick,
    maybe: () => random() < 0.5,
    /** Mostly with a first dimension of 1, the batch; sometimes without, to be told apart from it. */
    shape: (rank: number): Shape =>
      Array.from({ length: rank }, (_, axis) => (axis === 0 && random() < 0.6 ? 1 : whole(1, 4))),
    image: (): [number, number, number, number] => [pick(1, 1, 2), whole(4, 7), whole(4, 7), whole(1, 3)],
    activation: () => pick<Ops['add']['activation']>('none', 'relu', 'relu6', 'relu_n1_to_1'),
    padding: (most: number): Padding =>
      pick<Padding>('same', 'valid', [whole(0, most), whole(0, most), whole(0, most), whole(0, most)]),
    pair: (most: number): [number, number] => [whole(1, most), whole(1, most)],
    axes: (rank: number): readonly number[] => {
      const kept = Array.from({ length: rank }, (_, axis) => axis).filter(() => random() < 0.5);
      return (kept.length === 0 ? [whole(0, rank - 1)] : kept).map((axis) => (random() < 0.3 ? axis - rank : axis));
    },
  };
};

type Drawer = ReturnType<typeof drawer>;

const unary = ({ shape, whole }: Drawer) => [input(shape(whole(1, 4)))];

/** The second operand broadcasts against the first, or the other way round. */
const pairOf = ({ shape, whole, maybe, pick }: Drawer): readonly Source[] => {
  const large = shape(whole(1, 4));
  const small = large.slice(pick(0, 0, whole(0, large.length))).map((size) => (maybe() ? size : 1));
  const operands = [input(large), maybe() ? input(small) : constant(small)];
  return maybe() ? operands : operands.toReversed();
};

const reduction = (draw: Drawer) => {
  const shape = draw.shape(draw.whole(1, 4));
  return { attrs: { keepDims: draw.maybe() }, inputs: [input(shape), integers(...draw.axes(shape.length))] };
};

const pooling = (draw: Drawer) => ({
  attrs: { filter: draw.pair(3), strides: draw.pair(3), padding: draw.padding(1), activation: draw.activation() },
  inputs: [input(draw.image())],
});

const divisors = (size: number): readonly number[] =>
  Array.from({ length: size }, (_, i) => i + 1).filter((n) => size % n === 0);

const drafts: { readonly [Name in OpName]?: (draw: Drawer) => Draft<Name> } = {
  add: (draw) => ({ attrs: { activation: draw.activation() }, inputs: pairOf(draw) }),
  sub: (draw) => ({ attrs: { activation: draw.activation() }, inputs: pairOf(draw) }),
  mul: (draw) => ({ attrs: { activation: draw.activation() }, inputs: pairOf(draw) }),
  minimum: (draw) => ({ attrs: {}, inputs: pairOf(draw) }),
  maximum: (draw) => ({ attrs: {}, inputs: pairOf(draw) }),
  relu: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  relu6: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  relu_n1_to_1: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  logistic: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  tanh: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  hard_swish: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  identity: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  dropout: (draw) => ({ attrs: { rate: 0.5 }, inputs: unary(draw) }),
  abs: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  cos: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  elu: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  erf: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  exp: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  gelu: (draw) => ({ attrs: { approximate: draw.maybe() }, inputs: unary(draw) }),
  log: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  log_softmax: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  neg: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  relu_0_to_1: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  rsqrt: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  sin: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  sqrt: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  square: (draw) => ({ attrs: {}, inputs: unary(draw) }),
  atan2: (draw) => ({ attrs: {}, inputs: pairOf(draw) }),
  div: (draw) => ({ attrs: { activation: draw.activation() }, inputs: pairOf(draw) }),
  pow: (draw) => ({ attrs: {}, inputs: pairOf(draw) }),
  squared_difference: (draw) => ({ attrs: {}, inputs: pairOf(draw) }),
  add_n: (draw) => {
    const shape = draw.shape(draw.whole(1, 4));
    return { attrs: {}, inputs: [input(shape), draw.maybe() ? input(shape) : constant(shape), input(shape)] };
  },
  prelu: (draw) => {
    const shape = draw.shape(draw.whole(1, 4));
    const slopes = shape.slice(draw.whole(0, shape.length - 1));
    return { attrs: {}, inputs: [input(shape), draw.maybe() ? input(slopes) : constant(slopes)] };
  },
  leaky_relu: (draw) => ({ attrs: { alpha: draw.pick(0.1, 0.3) }, inputs: unary(draw) }),
  softmax: (draw) => ({ attrs: { beta: draw.pick(1, 1, 0.5) }, inputs: unary(draw) }),
  mean: reduction,
  reduce_max: reduction,
  reduce_min: reduction,
  reduce_prod: reduction,
  max_pool_2d: pooling,
  average_pool_2d: pooling,
  conv_2d(draw) {
    const x = draw.image();
    const outputs = draw.whole(1, 4);
    return {
      attrs: {
        padding: draw.padding(2),
        strides: draw.pair(2),
        dilations: draw.pick([1, 1], draw.pair(2)),
        activation: draw.activation(),
      },
      inputs: [input(x), constant([outputs, ...draw.pair(3), x[3]]), ...(draw.maybe() ? [constant([outputs])] : [])],
    };
  },
  depthwise_conv_2d(draw) {
    const x = draw.image();
    const depthMultiplier = draw.pick(1, 1, 2, 3);
    const outputs = x[3] * depthMultiplier;
    return {
      attrs: {
        depthMultiplier,
        padding: draw.padding(2),
        strides: draw.pair(2),
        dilations: draw.pick([1, 1], draw.pair(2)),
        activation: draw.activation(),
      },
      inputs: [input(x), constant([1, ...draw.pair(3), outputs]), ...(draw.maybe() ? [constant([outputs])] : [])],
    };
  },
  transpose_conv(draw) {
    const [n, h, w, c] = draw.image();
    const outputs = draw.whole(1, 3);
    const [kh, kw] = draw.pair(3);
    const [sh, sw] = draw.pair(2);
    const padding = draw.pick('same', 'valid');
    const size = (length: number, kernel: number, stride: number): number =>
      padding === 'same' ? length * stride - draw.whole(0, stride - 1) : (length - 1) * stride + kernel;
    return {
      attrs: { padding, strides: [sh, sw], activation: draw.activation() },
      inputs: [
        integers(n, size(h, kh, sh), size(w, kw, sw), outputs),
        constant([outputs, kh, kw, c]),
        input([n, h, w, c]),
        ...(draw.maybe() ? [constant([outputs])] : []),
      ],
    };
  },
  fully_connected(draw) {
    const x = draw.shape(draw.whole(1, 4));
    const depth = x.at(-1) ?? 1;
    const outputs = draw.whole(1, 5);
    const weights = draw.pick(constant([outputs, depth]), constant([outputs, depth]), input([outputs, depth]));
    const keepNumDims = draw.maybe();
    return {
      attrs: { activation: draw.activation(), keepNumDims },
      inputs: [input(x), weights, ...(draw.maybe() ? [constant([outputs])] : [])],
    };
  },
  batch_normalization(draw) {
    const x = draw.shape(draw.whole(1, 4));
    const channels = [x.at(-1) ?? 1];
    const scale = draw.pick<Source>(null, constant(channels));
    return {
      attrs: { epsilon: 0.01 },
      inputs: [
        input(x),
        constant(channels),
        { from: 'constant', shape: channels, positive: true },
        ...draw.pick<readonly Source[]>([], [scale], [scale, constant(channels)]),
      ],
    };
  },
  fake_quant: (draw) => ({
    attrs: { min: draw.pick(-1, 0, -0.7), max: draw.pick(1, 0.9), numBits: draw.pick(4, 8), narrowRange: draw.maybe() },
    inputs: unary(draw),
  }),
  pad(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const value = draw.pick<readonly Source[]>([], [constant([])]);
    return {
      attrs: {},
      inputs: [input(shape), integers(...shape.flatMap(() => draw.pair(3).map((n) => n - 1))), ...value],
    };
  },
  concatenation(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const axis = draw.whole(0, shape.length - 1);
    const other = shape.with(axis, draw.whole(1, 3));
    return {
      attrs: { axis: draw.maybe() ? axis : axis - shape.length, activation: 'none' },
      inputs: [input(shape), draw.maybe() ? input(other) : constant(other), ...(draw.maybe() ? [input(other)] : [])],
    };
  },
  pack(draw) {
    const shape = draw.shape(draw.whole(0, 3));
    const axis = draw.whole(0, shape.length);
    return {
      attrs: { axis: draw.maybe() ? axis : axis - shape.length - 1 },
      inputs: [input(shape), draw.maybe() ? input(shape) : constant(shape)],
    };
  },
  unpack(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const axis = draw.whole(0, shape.length - 1);
    const count = shape[axis] as number;
    return {
      attrs: { axis: draw.maybe() ? axis : axis - shape.length, count },
      inputs: [input(shape)],
      outputs: count,
    };
  },
  split(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const axis = draw.whole(0, shape.length - 1);
    const numSplits = draw.pick(...divisors(shape[axis] as number));
    return {
      attrs: { numSplits },
      inputs: [scalar(draw.maybe() ? axis : axis - shape.length), input(shape)],
      outputs: numSplits,
    };
  },
  reshape(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const count = elementCount(shape);
    const first = draw.pick(...divisors(count));
    const wanted = draw.pick([-1], [1, -1], [first, count / first], [1, first, -1]);
    return { attrs: { newShape: wanted }, inputs: [input(shape)] };
  },
  squeeze(draw) {
    const shape = draw.shape(draw.whole(1, 4)).map((size) => (draw.maybe() ? 1 : size));
    return { attrs: { squeezeDims: [] }, inputs: [input(shape)] };
  },
  expand_dims(draw) {
    const shape = draw.shape(draw.whole(0, 3));
    return { attrs: {}, inputs: [input(shape), scalar(draw.whole(-1, shape.length))] };
  },
  transpose(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const order = shape.map((_, axis) => axis).sort(() => draw.pick(-1, 1));
    return { attrs: {}, inputs: [input(shape), integers(...order)] };
  },
  gather(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const axis = draw.whole(0, shape.length - 1);
    const size = shape[axis] as number;
    const count = draw.whole(1, 5);
    const list = Array.from({ length: count }, () => draw.whole(0, size - 1));
    const places: Source = draw.maybe()
      ? { from: 'integers', list, shape: draw.pick([count], [count, 1]) }
      : { from: 'input', shape: [draw.pick(1, 2), count], below: size };
    const table = places.from === 'input' && draw.maybe() ? constant(shape) : input(shape);
    return { attrs: { axis: draw.maybe() ? axis : axis - shape.length, batchDims: 0 }, inputs: [table, places] };
  },
  strided_slice(draw) {
    const shape = draw.shape(draw.whole(1, 4));
    const entries = shape.slice(draw.whole(0, shape.length - 1)).map((size, i, kept) => {
      const of = shape[i] ?? size;
      const step = draw.pick(1, 1, 2, -1, -2);
      const [low, high] = [draw.whole(0, of - 1), draw.whole(0, of - 1)].sort((a, b) => a - b) as [number, number];
      return {
        begin: step > 0 ? low : high,
        end: step > 0 ? high + 1 : low - 1 - of,
        step,
        last: i === kept.length - 1,
      };
    });
    return {
      attrs: {
        beginMask: draw.pick(0, 1, 2),
        endMask: draw.pick(0, 1),
        ellipsisMask: 0,
        newAxisMask: draw.pick(0, 0, 2),
        shrinkAxisMask: draw.pick(0, 1),
      },
      inputs: [
        input(shape),
        integers(...entries.map(({ begin }) => begin)),
        integers(...entries.map(({ end }) => end)),
        integers(...entries.map(({ step }) => step)),
      ],
    };
  },
  resize_nearest_neighbor: (draw) => ({
    attrs: draw.pick(
      { alignCorners: false, halfPixelCenters: false },
      { alignCorners: true, halfPixelCenters: false },
      { alignCorners: false, halfPixelCenters: true },
    ),
    inputs: [input(draw.image()), integers(draw.whole(1, 9), draw.whole(1, 9))],
  }),
  space_to_batch_nd(draw) {
    const block = draw.pair(3);
    const [n, , , c] = draw.image();
    const before = block.map((size) => draw.whole(0, size));
    const sizes = block.map(() => draw.whole(1, 6));
    // What is behind fills the last block.
    const paddings = block.flatMap((size, i) => {
      const filled = (sizes[i] as number) + (before[i] as number);
      return [before[i] as number, Math.ceil(filled / size) * size - filled];
    });
    return {
      attrs: {},
      inputs: [input([n, ...sizes, c]), integers(...block), { from: 'integers', list: paddings, shape: [2, 2] }],
    };
  },
  batch_to_space_nd(draw) {
    const block = draw.pair(3);
    const [n, h, w, c] = draw.image();
    const crops = [0, 0, 0, 0].map(() => draw.whole(0, 1));
    return {
      attrs: {},
      inputs: [
        input([n * block[0] * block[1], h, w, c]),
        integers(...block),
        { from: 'integers', list: crops, shape: [2, 2] },
      ],
    };
  },
};

/** Operators that want numbers above 0: their inputs and constants are drawn so. */
export const ofPositive: ReadonlySet<OpName> = new Set(['atan2', 'div', 'log', 'pow', 'rsqrt', 'sqrt']);

export const testedOperators = Object.keys(drafts) as readonly OpName[];

/** A graph of one node. */
export interface RandomNode {
  readonly graph: Graph;
  readonly constants: Constants;
  /** The node's attributes and types, for messages. */
  readonly text: string;
}

const build = (op: OpName, draft: Draft<OpName>, random: Random): RandomNode => {
  const constants = memoryConstants();
  const values = new Map<ValueId, Value>();
  const inputs: ValueId[] = [];
  const addConstant = (id: ValueId, type: TensorType, data: TensorData): Operand => {
    values.set(id, constantValue(constants, id, type, data));
    return { type, constant: data };
  };
  const operands = draft.inputs.map((source, i): Operand | null => {
    const id = `v${String(i)}`;
    if (source === null) return null;
    if (source.from === 'integers') {
      const shape = source.shape ?? [source.list.length];
      return addConstant(id, { dtype: 'int32', shape }, Int32Array.from(source.list));
    }
    if (source.from === 'constant') {
      const draw = (): number => (source.positive === true || ofPositive.has(op) ? 0.2 + random() : random() * 2 - 1);
      const data = Float32Array.from({ length: elementCount(source.shape) }, draw);
      return addConstant(id, { dtype: 'float32', shape: source.shape }, data);
    }
    const type: TensorType = { dtype: source.below === undefined ? 'float32' : 'int32', shape: source.shape };
    values.set(id, { id, type });
    inputs.push(id);
    return { type };
  });
  const operator = operators.get(op);
  if (operator === undefined) throw new Error(`no operator ${op}`);
  const types = operator.infer({ attrs: draft.attrs, inputs: operands });
  const outputs = types.map((type, i) => {
    const id = `y${String(i)}`;
    values.set(id, { id, type });
    return id;
  });
  const ids = operands.map((operand, i) => (operand === null ? null : `v${String(i)}`));
  const node = { id: 'node', op, attrs: draft.attrs, inputs: ids, outputs } as Node;
  const shapes = operands.map((operand) => (operand === null ? 'none' : `[${operand.type.shape.join(',')}]`));
  return {
    graph: { name: op, inputs, outputs, values, nodes: [node] },
    constants,
    text: `${JSON.stringify(draft.attrs)} ${shapes.join(' ')} from ${inputs.join(' ')}`,
  };
};

/** A graph of `op` with one float input at least, drawn from `seed`. */
export const randomNode = (op: OpName, seed: number): RandomNode => {
  const random = seededRandom(seed);
  const draw = drawer(random);
  for (;;) {
    const draft = drafts[op]?.(draw) as Draft<OpName> | undefined;
    if (draft === undefined) throw new Error(`no random form of ${op}`);
    if (!draft.inputs.some((source) => source?.from === 'input')) continue;
    try {
      return build(op, draft, random);
    } catch (error) {
      // Attributes and shapes that do not fit: drawn again.
      if (!isOperatorError(error)) throw error;
    }
  }
};
