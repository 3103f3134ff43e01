import { computedPositions, defineExpansion } from './define-expansion.ts';
import { reversed, sliceOf } from './strided-slices.ts';

const front = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** SLICE: sizes of −1 reach to the end. */
export const slice = defineExpansion({
  code: 65,
  inputs: [3, 3],
  expand(request) {
    const [x = '', begin, size] = request.inputs;
    const [first, sizes] = [request.numbers(begin), request.numbers(size)];
    const { shape } = request.typeOf(x);
    if (first === undefined || sizes === undefined) return computedPositions;
    const end = first.map((at, axis) => (sizes[axis] === -1 ? (shape[axis] ?? 0) : at + (sizes[axis] ?? 0)));
    sliceOf(request, x, first, end, request.outputs[0] ?? '');
    return undefined;
  },
});

/** SPLIT_V: parts of different sizes. */
export const splitV = defineExpansion({
  code: 102,
  inputs: [3, 3],
  outputs: [1, Infinity],
  expand(request) {
    const [x = '', sizesOf, axisOf] = request.inputs;
    const [sizes, along] = [request.numbers(sizesOf), request.numbers(axisOf)?.[0]];
    if (sizes === undefined || along === undefined) return computedPositions;
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
      sliceOf(
        request,
        x,
        begin,
        shape.map((size, i) => (i === axis ? at : size)),
        output,
      );
    });
    return undefined;
  },
});

/** REVERSE_V2. */
export const reverse = defineExpansion({
  code: 105,
  inputs: [2, 2],
  expand(request) {
    const [x = '', axesOf] = request.inputs;
    const axes = request.numbers(axesOf);
    if (axes === undefined) return computedPositions;
    const { shape } = request.typeOf(x);
    reversed(
      request,
      x,
      axes.map((axis) => front(axis, shape.length)),
      request.outputs[0] ?? '',
    );
    return undefined;
  },
});
