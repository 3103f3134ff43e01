import type { Ops, TensorType } from '@tinyml/core';
import type { ExpansionRequest } from './expand.ts';
import type { Decoded, TableName } from './tables.ts';

/** An operator of TensorFlow Lite that a few of ours express exactly. */
export interface Expansion {
  /** BuiltinOperator of the schema. */
  readonly code: number;
  readonly optionsType: number;
  readonly options: TableName;
  readonly inputs: readonly [required: number, most: number];
  readonly outputs: readonly [least: number, most: number];
  /** Builds the nodes, or says why they cannot be. */
  readonly expand: (request: ExpansionRequest, options: never) => string | undefined;
}

interface Definition<Table extends TableName> {
  readonly code: number;
  readonly options?: readonly [type: number, table: Table];
  readonly inputs: readonly [number, number];
  readonly outputs?: readonly [number, number];
  expand(request: ExpansionRequest, options: Decoded<Table>): string | undefined;
}

const define = <Table extends TableName = 'NoOptions'>(definition: Definition<Table>): Expansion => ({
  code: definition.code,
  optionsType: definition.options?.[0] ?? 0,
  options: definition.options?.[1] ?? 'NoOptions',
  inputs: definition.inputs,
  outputs: definition.outputs ?? [1, 1],
  expand: definition.expand,
});

const plain = { activation: 'none' } as const;
const noMasks: Ops['strided_slice'] = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
const computed = 'sizes and positions must be constants';

/** Quantised arithmetic rounds in its own way at each step: only plain numbers can be taken apart. */
const plainNumbers = ({ inputs, outputs, typeOf }: ExpansionRequest): string | undefined => {
  const types = [...inputs, ...outputs].map(typeOf);
  const known = types.every(({ dtype, quant }) => quant === undefined && (dtype === 'float32' || dtype === 'int32'));
  const wrong = types.find(({ dtype, quant }) => quant !== undefined || (dtype !== 'float32' && dtype !== 'int32'));
  return known ? undefined : `elements of type ${wrong?.dtype ?? ''} are not supported`;
};

/** x[begin : begin + size] of `type`. */
const slice = (
  request: ExpansionRequest,
  x: string,
  begin: readonly number[],
  end: readonly number[],
  to: string | TensorType,
): string =>
  request.node(
    'strided_slice',
    noMasks,
    [
      x,
      request.integers('begin', begin),
      request.integers('end', end),
      request.integers(
        'strides',
        begin.map(() => 1),
      ),
    ],
    to,
  );

/** `axes` of x, backwards. */
const reversed = (request: ExpansionRequest, x: string, axes: readonly number[], to: string | TensorType): string => {
  const { shape } = request.typeOf(x);
  const mask = axes.reduce((bits, axis) => bits | (1 << axis), 0);
  const zeros = shape.map(() => 0);
  const begin = request.integers('begin', zeros);
  const steps = request.integers(
    'strides',
    shape.map((_, axis) => (axes.includes(axis) ? -1 : 1)),
  );
  const whole = request.integers(
    'end',
    shape.map((size, axis) => (axes.includes(axis) ? 0 : size)),
  );
  return request.node('strided_slice', { ...noMasks, beginMask: mask, endMask: mask }, [x, begin, whole, steps], to);
};

const front = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** Blocks of height and width to or from the channels: [n,h,w,b·c] seen as rows [n·h, w, b, c] and its middle exchanged. */
const blocks = (request: ExpansionRequest, size: number, deep: boolean): string | undefined => {
  const [x = ''] = request.inputs;
  const [y = ''] = request.outputs;
  const { shape, ...type } = request.typeOf(x);
  const [n = 0, h = 0, w = 0, c = 0] = shape;
  if (shape.length !== 4 || size < 1) return `blocks of ${String(size)} of ${String(shape.length)} dimensions`;
  const split = deep ? [n * h, w, size, c / size] : [(n * h) / size, size, w / size, size * c];
  if (!split.every(Number.isInteger)) return `blocks of ${String(size)} do not fit [${shape.join(', ')}]`;
  const order = [0, 2, 1, 3];
  const turned = order.map((axis) => split[axis] ?? 0);
  const apart = request.node('reshape', { newShape: split }, [x], { ...type, shape: split });
  const moved = request.node('transpose', {}, [apart, request.integers('order', order)], { ...type, shape: turned });
  request.node('reshape', { newShape: request.typeOf(y).shape }, [moved], y);
  return undefined;
};

/** x · x of a difference or of x itself. */
const square = (request: ExpansionRequest, x: string): void => {
  const [y = ''] = request.outputs;
  request.node('mul', plain, [x, x], y);
};

/** Exactly what LiteRT computes, from what tinyml has. */
const expansions: readonly Expansion[] = [
  define({
    code: 5, // DEPTH_TO_SPACE
    options: [94, 'BlockOptions'],
    inputs: [1, 1],
    expand: (request, { blockSize }) => blocks(request, blockSize, true),
  }),
  define({
    code: 26, // SPACE_TO_DEPTH
    options: [19, 'BlockOptions'],
    inputs: [1, 1],
    expand: (request, { blockSize }) => blocks(request, blockSize, false),
  }),
  define({
    code: 59, // NEG
    inputs: [1, 1],
    expand(request) {
      const [x = ''] = request.inputs;
      const problem = plainNumbers(request);
      if (problem !== undefined) return problem;
      request.node('mul', plain, [x, request.scalar('minus', request.typeOf(x), -1)], request.outputs[0] ?? '');
      return undefined;
    },
  }),
  define({
    code: 65, // SLICE: sizes of −1 reach to the end
    inputs: [3, 3],
    expand(request) {
      const [x = '', begin, size] = request.inputs;
      const [first, sizes] = [request.numbers(begin), request.numbers(size)];
      const { shape } = request.typeOf(x);
      if (first === undefined || sizes === undefined) return computed;
      const end = first.map((at, axis) => (sizes[axis] === -1 ? (shape[axis] ?? 0) : at + (sizes[axis] ?? 0)));
      slice(request, x, first, end, request.outputs[0] ?? '');
      return undefined;
    },
  }),
  define({
    code: 69, // TILE: copies side by side, axis by axis
    inputs: [2, 2],
    expand(request) {
      const [x = '', multiples] = request.inputs;
      const times = request.numbers(multiples);
      if (times === undefined) return computed;
      const repeated = times.flatMap((count, axis) => (count === 1 ? [] : [axis]));
      const [y = ''] = request.outputs;
      if (times.some((count) => count < 1 || count > 1024)) return `it repeats [${times.join(', ')}] times`;
      if (repeated.length === 0) request.node('reshape', { newShape: request.typeOf(x).shape }, [x], y);
      repeated.reduce((from, axis, i) => {
        const { shape, ...type } = request.typeOf(from);
        const count = times[axis] ?? 1;
        const whole = { ...type, shape: shape.map((size, at) => (at === axis ? size * count : size)) };
        const copies = Array.from({ length: count }, () => from);
        return request.node('concatenation', { axis, ...plain }, copies, i + 1 === repeated.length ? y : whole);
      }, x);
      return undefined;
    },
  }),
  define({
    code: 92, // SQUARE
    inputs: [1, 1],
    expand(request) {
      const problem = plainNumbers(request);
      if (problem === undefined) square(request, request.inputs[0] ?? '');
      return problem;
    },
  }),
  define({
    code: 93, // ZEROS_LIKE
    inputs: [1, 1],
    expand(request) {
      request.fill(0);
      return undefined;
    },
  }),
  define({
    code: 94, // FILL
    inputs: [2, 2],
    expand(request) {
      const [dims, value = ''] = request.inputs;
      const [element] = request.numbers(value) ?? [];
      if (request.numbers(dims) === undefined || element === undefined) return computed;
      request.fill(element);
      return undefined;
    },
  }),
  define({
    code: 96, // RANGE
    inputs: [3, 3],
    expand(request) {
      const [start, limit, step] = request.inputs.map((id) => request.numbers(id)?.[0]);
      if (start === undefined || limit === undefined || step === undefined) return computed;
      if (request.typeOf(request.outputs[0] ?? '').dtype === 'float32') return 'ranges of floats are not supported';
      const count = Math.ceil((limit - start) / step);
      if (!(count >= 0 && count <= 65536)) return `it counts from ${String(start)} to ${String(limit)}`;
      request.elements(Array.from({ length: count }, (_, i) => start + i * step));
      return undefined;
    },
  }),
  define({
    code: 99, // SQUARED_DIFFERENCE
    inputs: [2, 2],
    expand(request) {
      const problem = plainNumbers(request);
      const [a = '', b = ''] = request.inputs;
      if (problem === undefined)
        square(request, request.node('sub', plain, [a, b], request.typeOf(request.outputs[0] ?? '')));
      return problem;
    },
  }),
  define({
    code: 100, // MIRROR_PAD, axis by axis: what lies inside the border, or with it, backwards
    options: [77, 'MirrorPadOptions'],
    inputs: [2, 2],
    expand(request, { mode }) {
      const [x = '', paddings] = request.inputs;
      const amounts = request.numbers(paddings);
      if (amounts === undefined) return computed;
      const [y = ''] = request.outputs;
      const { shape } = request.typeOf(x);
      const skip = mode === 0 ? 1 : 0;
      if (amounts.length !== 2 * shape.length) return `paddings [${amounts.join(', ')}] do not fit`;
      if (amounts.some((amount, i) => amount < 0 || amount > (shape[i >> 1] ?? 0) - skip))
        return `paddings [${amounts.join(', ')}] are more than there is to mirror`;
      const padded = shape.flatMap((_, axis) => (amounts[2 * axis] === 0 && amounts[2 * axis + 1] === 0 ? [] : [axis]));
      if (padded.length === 0) request.node('reshape', { newShape: shape }, [x], y);
      padded.reduce((from, axis, i) => {
        const { shape: now, ...type } = request.typeOf(from);
        const size = now[axis] ?? 0;
        const side = (begin: number, count: number): readonly string[] => {
          if (count === 0) return [];
          const part = { ...type, shape: now.toSpliced(axis, 1, count) };
          const first = now.map((_, at) => (at === axis ? begin : 0));
          const end = now.map((whole, at) => (at === axis ? begin + count : whole));
          return [reversed(request, slice(request, from, first, end, part), [axis], part)];
        };
        const [before = 0, behind = 0] = [amounts[2 * axis], amounts[2 * axis + 1]];
        const parts = [...side(skip, before), from, ...side(size - skip - behind, behind)];
        const whole = { ...type, shape: now.toSpliced(axis, 1, size + before + behind) };
        return request.node('concatenation', { axis, ...plain }, parts, i + 1 === padded.length ? y : whole);
      }, x);
      return undefined;
    },
  }),
  define({
    code: 102, // SPLIT_V: parts of different sizes
    inputs: [3, 3],
    outputs: [1, Infinity],
    expand(request) {
      const [x = '', sizesOf, axisOf] = request.inputs;
      const [sizes, along] = [request.numbers(sizesOf), request.numbers(axisOf)?.[0]];
      if (sizes === undefined || along === undefined) return computed;
      const { shape } = request.typeOf(x);
      const axis = front(along, shape.length);
      const given = sizes.reduce((sum, size) => sum + Math.max(size, 0), 0);
      const resolved = sizes.map((size) => (size === -1 ? (shape[axis] ?? 0) - given : size));
      if (sizes.length !== request.outputs.length || resolved.some((size) => size < 1))
        return `parts of [${sizes.join(', ')}] for ${String(request.outputs.length)} results`;
      if (new Set(resolved).size === 1) {
        const attrs = { numSplits: resolved.length };
        request.parts('split', attrs, [request.integers('axis', [axis]), x], request.outputs);
        return undefined;
      }
      let at = 0;
      request.outputs.forEach((output, part) => {
        const begin = shape.map((_, i) => (i === axis ? at : 0));
        at += resolved[part] ?? 0;
        slice(
          request,
          x,
          begin,
          shape.map((size, i) => (i === axis ? at : size)),
          output,
        );
      });
      return undefined;
    },
  }),
  define({
    code: 105, // REVERSE_V2
    inputs: [2, 2],
    expand(request) {
      const [x = '', axesOf] = request.inputs;
      const axes = request.numbers(axesOf);
      if (axes === undefined) return computed;
      const { shape } = request.typeOf(x);
      reversed(
        request,
        x,
        axes.map((axis) => front(axis, shape.length)),
        request.outputs[0] ?? '',
      );
      return undefined;
    },
  }),
  define({
    code: 106, // ADD_N: in this order
    inputs: [1, Infinity],
    expand(request) {
      const problem = plainNumbers(request);
      if (problem !== undefined) return problem;
      const [first = '', ...others] = request.inputs;
      const [y = ''] = request.outputs;
      if (others.length === 0) request.node('reshape', { newShape: request.typeOf(first).shape }, [first], y);
      others.reduce(
        (sum, other, i) => request.node('add', plain, [sum, other], i + 1 === others.length ? y : request.typeOf(y)),
        first,
      );
      return undefined;
    },
  }),
  define({
    code: 110, // RANK
    inputs: [1, 1],
    expand(request) {
      request.elements([request.typeOf(request.inputs[0] ?? '').shape.length]);
      return undefined;
    },
  }),
];

const byCode = new Map(expansions.map((expansion) => [expansion.code, expansion]));

export const expansionOf = (code: number): Expansion | undefined => byCode.get(code);
