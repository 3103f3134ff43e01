import { traitsOf } from '@tinyml/core';
import { sameRow } from './same-row.ts';
import type { TimeRule } from './time-slot.ts';

/** A reduction along other axes than time: each row for itself. */
export const reducedTime: TimeRule = ({ inputs, node, operators, outputs }) => {
  const position = traitsOf(operators, node.op).reducesAxes;
  const [x] = inputs;
  const [y] = outputs;
  const list = position === undefined ? undefined : inputs[position]?.constant;
  if (x?.axis === undefined || y === undefined || outputs.length > 1 || list === undefined) return undefined;
  const rank = x.type.shape.length;
  const axes = Array.from(list as ArrayLike<number | bigint>, (axis) => (Number(axis) + rank) % rank);
  if (axes.includes(x.axis)) return undefined;
  const kept = y.shape.length === rank;
  const axis = kept ? x.axis : x.axis - new Set(axes.filter((gone) => gone < (x.axis as number))).size;
  return { axis, reads: [sameRow(0)], slice: () => ({ op: node.op, attrs: node.attrs }) };
};
