import { traitsOf, type DType, type Operator, type Quant, type Tensor, type TensorType } from '@tinyml/core';
import { builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { randomData, randomQuant, type Draft, type ResultScale } from './draft.ts';
import { segments } from './segments.ts';
import { withoutMaker } from './without-maker.ts';
import { activations, isStored, partner, typeOf, type Make, type Makers } from './maker.ts';

/** Results whose range is known have one scale only. */
const probability: Readonly<Partial<Record<DType, Quant>>> = {
  int8: { scale: [1 / 256], zeroPoint: [-128] },
  uint8: { scale: [1 / 256], zeroPoint: [0] },
  int16: { scale: [1 / 32768], zeroPoint: [0] },
};
const sign: Readonly<Partial<Record<DType, Quant>>> = {
  int8: { scale: [1 / 128], zeroPoint: [0] },
  uint8: { scale: [1 / 128], zeroPoint: [128] },
  int16: { scale: [1 / 32768], zeroPoint: [0] },
};
const logarithm: Readonly<Partial<Record<DType, Quant>>> = {
  int8: { scale: [16 / 256], zeroPoint: [127] },
  uint8: { scale: [16 / 256], zeroPoint: [255] },
};
const ownScales: Readonly<Record<string, Readonly<Partial<Record<DType, Quant>>>>> = {
  logistic: probability,
  softmax: probability,
  tanh: sign,
  l2_normalization: sign,
  log_softmax: logarithm,
};

export const scaleFor = (op: string, draft: Draft, { dtype }: TensorType): ResultScale =>
  ownScales[op]?.[dtype] ?? (draft.random.chance(0.3) ? 'same' : 'fitted');

/** Attributes as their schema allows them. */
const attributesOf = ({ attributes }: Operator, draft: Draft): object =>
  Object.fromEntries(
    Object.entries(
      (
        attributes as {
          readonly properties?: Readonly<Record<string, { readonly type?: string; readonly enum?: readonly string[] }>>;
        }
      ).properties ?? {},
    ).flatMap(([name, { type, enum: choices }]): (readonly [string, unknown])[] => {
      if (name === 'activation') return [[name, draft.random.chance(0.6) ? 'none' : draft.random.pick(activations)]];
      if (name === 'potScaleInt16') return [];
      if (choices) return [[name, draft.random.pick(choices)]];
      if (type === 'boolean') return [[name, draft.random.chance(0.5)]];
      return [[name, Math.fround(0.1 + draft.random.next())]];
    }),
  );

/** A shape that broadcasts to this one (LiteRT's atan2 takes equal ones only): trailing dimensions, some of them 1. */
const broadcastable = (draft: Draft, shape: readonly number[]): readonly number[] =>
  draft.random.chance(0.4)
    ? shape
    : shape.slice(draft.random.int(0, shape.length)).map((size) => (draft.random.chance(0.4) ? 1 : size));

const broadcasts = (a: readonly number[], b: readonly number[]): boolean =>
  b.toReversed().every((size, i) => {
    const other = a.at(-1 - i) ?? 1;
    return size === other || size === 1 || other === 1;
  });

/** Divisors, exponents and shifts are small and positive: what LiteRT refuses, or C leaves undefined, is not asked for. */
const positive: ReadonlySet<string> = new Set(['div', 'floor_div', 'floor_mod', 'pow', 'right_shift']);

const operandFor = (op: string, draft: Draft, source: string): string => {
  const { dtype, shape, quant } = typeOf(draft, source);
  const own = quant && (draft.random.chance(0.5) ? quant : randomQuant(dtype, draft.random));
  const type: TensorType = {
    dtype,
    shape: op === 'atan2' ? shape : broadcastable(draft, shape),
    ...(own && { quant: own }),
  };
  const data = randomData(type, draft.random) as Float32Array;
  if (positive.has(op)) {
    // Those that round down compute with what is stored, whatever it stands for.
    const zero = op.startsWith('floor') ? 0 : (type.quant?.zeroPoint[0] ?? 0);
    data.forEach((x, i) => {
      data[i] =
        dtype === 'float32'
          ? 0.5 + Math.abs(x)
          : zero + 1 + (Math.abs(x) % (op === 'right_shift' || op === 'pow' ? 4 : 20));
    });
  }
  return draft.constant(type, data);
};

const isPositive = ({ type: { quant }, data }: Tensor): boolean =>
  (data as Float32Array).every((x) => x > (quant?.zeroPoint[0] ?? 0));

const unary =
  (operator: Operator): Make =>
  (draft, source) => {
    const type = typeOf(draft, source);
    if (operator.name === 'cast') {
      const outType = draft.random.pick(['float32', 'int8', 'uint8', 'int16', 'int32', 'bool'] as const);
      // What does not fit the result's type is undefined in C, and a scale has no meaning here.
      const data = draft.tensor(source).data as Float32Array;
      const low = outType === 'uint8' ? 0 : -100;
      if (type.quant !== undefined || !data.every((x) => Number(x) >= low && Number(x) <= 100)) return undefined;
      return draft.node('cast', { outType }, [source], 'same', outType);
    }
    // LiteRT aborts on roots of negative numbers, and its reference kernels know magnitudes of few types.
    if ((operator.name === 'sqrt' || operator.name === 'rsqrt') && !isPositive(draft.tensor(source))) return undefined;
    if (operator.name === 'abs' && type.dtype === 'int32') return undefined;
    return draft.node(operator.name, attributesOf(operator, draft), [source], scaleFor(operator.name, draft, type));
  };

const binary =
  (operator: Operator): Make =>
  (draft, source) => {
    const type = typeOf(draft, source);
    const other = positive.has(operator.name)
      ? undefined
      : partner(draft, source, ({ shape }) =>
          operator.name === 'atan2' ? String(shape) === String(type.shape) : broadcasts(type.shape, shape),
        );
    const second = other !== undefined && draft.random.chance(0.5) ? other : operandFor(operator.name, draft, source);
    const operands = positive.has(operator.name) || draft.random.chance(0.7) ? [source, second] : [second, source];
    return draft.node(operator.name, attributesOf(operator, draft), operands, scaleFor(operator.name, draft, type));
  };

/** Every operator that computes element by element of one or two operands, by its traits and arity, but for those that are made elsewhere. */
const generic = builtinOperators.filter(
  ({
    name,
    arity: {
      inputs: [least, most],
    },
  }) =>
    !(name in withoutMaker) &&
    !(name in segments) &&
    traitsOf(builtinOperatorTable, name).elementwise === true &&
    least === most &&
    most <= 2,
);

const condition = (draft: Draft, shape: readonly number[]): string => {
  const type: TensorType = { dtype: 'bool', shape };
  return draft.constant(type, randomData(type, draft.random));
};

const selecting =
  (op: string): Make =>
  (draft, source) => {
    const { shape, quant } = typeOf(draft, source);
    const other = partner(
      draft,
      source,
      (type) =>
        String(type.shape) === String(shape) &&
        String(type.quant?.scale) === String(quant?.scale) &&
        String(type.quant?.zeroPoint) === String(quant?.zeroPoint),
    );
    if (other === undefined) return undefined;
    const flags = draft
      .computed()
      .find((id) => typeOf(draft, id).dtype === 'bool' && String(typeOf(draft, id).shape) === String(shape));
    return draft.node(op, {}, [flags ?? condition(draft, shape), source, other], 'same');
  };

export const elementwise: Makers = {
  ...Object.fromEntries(
    generic.map((operator) => [operator.name, operator.arity.inputs[1] === 1 ? unary(operator) : binary(operator)]),
  ),
  select: selecting('select'),
  select_v2: selecting('select_v2'),
  softmax: (draft, source) =>
    draft.node(
      'softmax',
      { beta: draft.random.pick([1, 0.5, 2]) },
      [source],
      scaleFor('softmax', draft, typeOf(draft, source)),
    ),
  log_softmax: (draft, source) =>
    draft.node('log_softmax', {}, [source], scaleFor('log_softmax', draft, typeOf(draft, source))),
  add_n: (draft, source) => {
    const { shape } = typeOf(draft, source);
    const other = partner(draft, source, (type) => String(type.shape) === String(shape));
    return other === undefined ? undefined : draft.node('add_n', {}, [source, other, source]);
  },
  batch_normalization: (draft, source) => {
    const { dtype, shape } = typeOf(draft, source);
    const channels = shape.at(-1);
    if (dtype !== 'float32' || channels === undefined) return undefined;
    const vector = (least: number): string =>
      draft.constant(
        { dtype, shape: [channels] },
        Float32Array.from({ length: channels }, () => least + draft.random.next()),
      );
    return draft.node('batch_normalization', { epsilon: 0.001 }, [
      source,
      vector(-0.5),
      vector(0.5),
      vector(0.5),
      vector(-0.5),
    ]);
  },
  dequantize: (draft, source) =>
    isStored(typeOf(draft, source)) ? draft.node('dequantize', {}, [source], 'same', 'float32') : undefined,
  quantize: (draft, source) => {
    const type = typeOf(draft, source);
    if (type.dtype !== 'float32' && !isStored(type)) return undefined;
    const dtype = draft.random.pick(['int8', 'int8', 'uint8', 'int16'] as const);
    return draft.node('quantize', {}, [source], randomQuant(dtype, draft.random), dtype);
  },
};
