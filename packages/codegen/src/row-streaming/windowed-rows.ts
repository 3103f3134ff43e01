import { isFloat, slidingWindow, windowAttributes, type Padding, type Pair } from '@tinyml/core';
import type { RowRule } from './row-rule.ts';
import { rowBytes, rowsOf, withRows } from './row-view.ts';
import { needsOf } from './row-window.ts';

/** An operator whose window slides over height and width of its first operand: a convolution or pooling. */
export const windowedRows: RowRule = (request, axis) => {
  const attrs = windowAttributes(request.node);
  const [x, filter] = request.inputs;
  const y = request.outputs[0];
  if (attrs === undefined || x == null || y === undefined || x.constant !== undefined) return undefined;
  // A hybrid kernel quantises its operand by the range of all rows.
  if (filter != null && isFloat(x.type.dtype) && !isFloat(filter.type.dtype)) return undefined;
  const [, height, width] = filter?.type.shape ?? [];
  const size: Pair = attrs.filter ?? [height as number, width as number];
  const dilations = attrs.dilations ?? [1, 1];
  const image: Pair = [x.type.shape[1] as number, x.type.shape[2] as number];
  const window = slidingWindow(image, size, attrs.strides, dilations, attrs.padding);
  const along = axis === 1 ? 0 : 1;
  const axes = [window.height, window.width] as const;
  const extents = [0, 1].map((i) => ((size[i] as number) - 1) * (dilations[i] as number) + 1);
  const { before } = axes[along];
  const stride = attrs.strides[along];
  const extent = extents[along] as number;
  const rows = rowsOf(x.type, axis);
  const needs = needsOf({ stride, before, extent }, rows);
  /** Padding on both ends of the other axis, as it is. */
  const across = 1 - along;
  const other = axes[across] as (typeof axes)[0];
  const covered = (other.output - 1) * (attrs.strides[across] as number) + (extents[across] as number);
  const sides = [other.before, Math.max(0, covered - (image[across] as number) - other.before)] as const;
  return {
    axis,
    rows: rowsOf(y, axis),
    rowBytes: rowBytes(y, axis),
    reads: [{ operand: 0, rows, rowBytes: rowBytes(x.type, axis), needs }],
    slice(wanted) {
      const ends = [
        Math.max(0, before - wanted.from * stride),
        Math.max(0, (wanted.to - 1) * stride - before + extent - rows),
      ] as const;
      const padding: Padding = axis === 1 ? [...ends, ...sides] : [...sides, ...ends];
      return {
        ...request,
        node: { ...request.node, attrs: { ...request.node.attrs, padding } },
        inputs: [{ ...x, type: withRows(x.type, axis, needs(wanted)) }, ...request.inputs.slice(1)],
        outputs: [withRows(y, axis, wanted)],
      };
    },
  };
};
