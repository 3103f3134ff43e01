import { isFloat, slidingWindow, traitsOf, type Padding, type Pair } from '@tinyml/core';
import { paddingSides } from '../padding-sides.ts';
import { slidingWindowOf } from '../sliding-window.ts';
import type { TimeRule } from './time-slot.ts';

/** An operator whose window slides over height and width of its first operand, one of which is time. */
export const windowedTime: TimeRule = ({ inputs, node, operators }) => {
  const [x, filter] = inputs;
  const axis = x?.axis;
  if (x == null || axis === undefined || (axis !== 1 && axis !== 2)) return undefined;
  if (inputs.some((operand, i) => i > 0 && operand?.axis !== undefined)) return undefined;
  const own = slidingWindowOf(node, operators, (position) => inputs[position]?.type.shape);
  if (own === undefined || x.type.shape.length !== 4) return undefined;
  // A hybrid layer quantises its operand by the range of the whole window.
  const weighted = traitsOf(operators, node.op).weighted !== undefined;
  if (weighted && filter != null && isFloat(x.type.dtype) && !isFloat(filter.type.dtype)) return undefined;
  const image: Pair = [x.type.shape[1] as number, x.type.shape[2] as number];
  const along = axis === 1 ? 0 : 1;
  const { dilations, padding, size, strides } = own;
  const window = slidingWindow(image, size, strides, dilations, padding);
  const before = [window.height.before, window.width.before][along] as number;
  const stride = strides[along];
  const extent = (size[along] - 1) * dilations[along] + 1;
  const sides = paddingSides(image, own, padding);
  return {
    axis,
    reads: [{ operand: 0, stride, before, extent }],
    slice(rows, [given]) {
      if (given === undefined) throw new Error('a window without an operand');
      const first = rows.from * stride - before;
      const ends = [
        Math.max(0, given.from - first),
        Math.max(0, first + (rows.to - rows.from - 1) * stride + extent - given.to),
      ] as const;
      const sliced: Padding = along === 0 ? [...ends, sides[2], sides[3]] : [sides[0], sides[1], ...ends];
      const plain = sliced.every((amount) => amount === 0);
      return { op: node.op, attrs: { ...node.attrs, padding: plain ? 'valid' : sliced } };
    },
  };
};
