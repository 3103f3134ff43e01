import { traitsOf } from '@tinyml/core';
import { sameRow } from './same-row.ts';
import type { TimeRead, TimeRule } from './time-slot.ts';

/** Each row of the result from the same row of the operands, or from an operand that is broadcast along time. */
export const elementwiseTime: TimeRule = ({ inputs, node, operators, outputs }) => {
  const [y] = outputs;
  if (y === undefined || outputs.length > 1) return undefined;
  const rank = y.shape.length;
  // Axes are counted from the end, as operands are broadcast.
  const axes = new Set(
    inputs.flatMap((operand) => (operand?.axis === undefined ? [] : [operand.type.shape.length - operand.axis])),
  );
  const [fromEnd] = axes;
  if (axes.size !== 1 || fromEnd === undefined) return undefined;
  const axis = rank - fromEnd;
  if (traitsOf(operators, node.op).probabilities === 'softmax' && fromEnd === 1) return undefined;
  const reads: TimeRead[] = [];
  for (const [operand, given] of inputs.entries()) {
    if (given === null) continue;
    const extent = given.type.shape[given.type.shape.length - fromEnd] ?? 1;
    if (given.axis === undefined) {
      if (extent !== 1) return undefined;
    } else reads.push(extent === y.shape[axis] ? sameRow(operand) : { ...sameRow(operand), stride: 0 });
  }
  return { axis, reads, slice: () => ({ op: node.op, attrs: node.attrs }) };
};
