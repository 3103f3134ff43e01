import { elementCount, sameQuant, sameShape } from '@tinyml/core';
import type { TimeRule } from './time-slot.ts';

/**
 * The same elements under another shape, where rows stay rows: [1, 49, 10] as [1, 49, 10, 1], or several of the operand's become
 * one: [1, 490] as [1, 49, 10].
 */
export const reshapedTime: TimeRule = ({ inputs, outputs }) => {
  const [x] = inputs;
  const [y] = outputs;
  if (x?.axis === undefined || y === undefined || outputs.length > 1) return undefined;
  if (x.type.quant?.axis !== undefined || !sameQuant(x.type.quant, y.quant)) return undefined;
  const rows = x.type.shape[x.axis] as number;
  const outer = elementCount(x.type.shape.slice(0, x.axis));
  const candidates = y.shape.flatMap((extent, axis) =>
    elementCount(y.shape.slice(0, axis)) === outer && rows % extent === 0 && (extent > 1 || rows === 1) ? [axis] : [],
  );
  const axis = candidates.find((candidate) => y.shape[candidate] === rows) ?? candidates[0];
  if (axis === undefined) return undefined;
  const stride = rows / (y.shape[axis] as number);
  const same = sameShape(x.type.shape, y.shape);
  return {
    axis,
    reads: [{ operand: 0, stride, before: 0, extent: stride }],
    slice: ({ from, to }) =>
      same
        ? 'operand'
        : {
            op: 'reshape',
            attrs: { newShape: y.shape.map((extent, i) => (i === axis ? to - from : extent)) },
            operands: 1,
          },
  };
};
