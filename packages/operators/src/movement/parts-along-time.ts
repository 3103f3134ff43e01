import { resolveAxis, type OpName, type Ops, type Shape, type Tensor, type TensorData } from '@tinyml/core';
import { sliceView } from '@tinyml/core/internal';
import type { Rows, TimeRule } from '@tinyml/passes';

const numbers = (data: TensorData): readonly number[] => Array.from(data as ArrayLike<number | bigint>, Number);

const integers = (list: readonly number[]): Tensor => ({
  type: { dtype: 'int32', shape: [list.length] },
  data: Int32Array.from(list),
});

const sameBut = (axis: number, a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((extent, i) => i === axis || extent === b[i]);

const length = (rows: Rows | undefined): number => (rows === undefined ? 0 : rows.to - rows.from);

/** Operands side by side along another axis than time. */
export const joinedTime: TimeRule = ({ inputs, node, outputs: [y] }) => {
  const axis = inputs[0]?.axis;
  if (axis === undefined || y === undefined || inputs.some((operand) => operand?.axis !== axis)) return undefined;
  if (resolveAxis((node.attrs as { readonly axis: number }).axis, y.shape.length) === axis) return undefined;
  return {
    axis,
    reads: inputs.map((_, operand) => ({ operand, stride: 1, before: 0, extent: 1 })),
    slice: () => ({ op: node.op, attrs: node.attrs }),
  };
};

/** A part that begins at a row, by its first element and its size. */
export const partTime: TimeRule = ({ inputs: [x, begin, size], node, outputs: [y] }) => {
  if (x?.axis === undefined || begin?.constant === undefined || size?.constant === undefined || y === undefined)
    return undefined;
  const { axis } = x;
  const first = numbers(begin.constant);
  const start = first[axis] ?? 0;
  return {
    axis,
    reads: [{ operand: 0, stride: 1, before: -start, extent: 1 }],
    slice(rows) {
      if (sameBut(axis, x.type.shape, y.shape)) return 'operand';
      const extents = y.shape.map((extent, i) => (i === axis ? length(rows) : extent));
      const constants = new Map([
        [1, integers(first.with(axis, 0))],
        [2, integers(extents)],
      ]);
      return { op: node.op, attrs: node.attrs, constants };
    },
  };
};

type Masks = Ops['strided_slice'] & Parameters<typeof sliceView>[0];

const hasBit = (mask: number, bit: number): boolean => ((mask >>> bit) & 1) === 1;

const withoutBit = (mask: number, bit: number): number => (hasBit(mask, bit) ? mask - 2 ** bit : mask);

/** Every so many rows from one on, or a single one without the axis. */
export const stridedTime: TimeRule = ({ inputs: [x, begin, end, strides], node, outputs: [y] }) => {
  if (x?.axis === undefined || y === undefined) return undefined;
  if (begin?.constant === undefined || end?.constant === undefined || strides?.constant === undefined) return undefined;
  const { axis } = x;
  const masks = node.attrs as Masks;
  const [first, last, steps] = [numbers(begin.constant), numbers(end.constant), numbers(strides.constant)];
  if (masks.ellipsisMask !== 0 || masks.newAxisMask !== 0) return undefined;
  const shrinks = hasBit(masks.shrinkAxisMask, axis);
  const own = {
    beginMask: Number(hasBit(masks.beginMask, axis)),
    endMask: Number(hasBit(masks.endMask, axis)),
    ellipsisMask: 0,
    newAxisMask: 0,
    shrinkAxisMask: Number(shrinks),
  };
  const at = <T>(list: readonly T[]): readonly T[] => list.slice(axis, axis + 1);
  const view = sliceView(own, at(x.type.shape), at(first), at(last), at(steps));
  const step = shrinks ? 0 : (view.strides[0] as number);
  if (step < 0) return undefined;
  const gone = first.filter((_, i) => i < axis && hasBit(masks.shrinkAxisMask, i)).length;
  return {
    axis: shrinks ? null : axis - gone,
    reads: [{ operand: 0, stride: step, before: -view.start, extent: 1 }],
    slice(_, [given]) {
      if (step === 1 && sameBut(axis, x.type.shape, y.shape)) return 'operand';
      if (axis >= first.length) return { op: node.op, attrs: node.attrs };
      const attrs = {
        ...masks,
        beginMask: withoutBit(masks.beginMask, axis),
        endMask: withoutBit(masks.endMask, axis),
      };
      const constants = new Map([
        [1, integers(first.with(axis, 0))],
        [2, integers(last.with(axis, length(given)))],
      ]);
      return { op: node.op as OpName, attrs, constants };
    },
  };
};
