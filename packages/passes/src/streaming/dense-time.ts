import { traitsOf } from '@tinyml/core';
import { sameRow } from './same-row.ts';
import type { TimeRule } from './time-slot.ts';

/** A matrix product of each row along time with the same weights. */
export const denseTime: TimeRule = ({ inputs, node, operators, outputs }) => {
  const weighted = traitsOf(operators, node.op).weighted;
  const [y] = outputs;
  const x = weighted && inputs[weighted.input];
  const filter = weighted && inputs[weighted.filter];
  if (weighted === undefined || x?.axis === undefined || filter == null || y === undefined) return undefined;
  const rank = x.type.shape.length;
  const apart = x.axis < rank - 1 && x.type.shape.at(-1) === filter.type.shape.at(-1);
  const keeps = y.shape.length === rank && x.type.shape.slice(0, -1).every((extent, i) => extent === y.shape[i]);
  if (!apart || !keeps || inputs.some((operand, i) => i !== weighted.input && operand?.axis !== undefined))
    return undefined;
  return { axis: x.axis, reads: [sameRow(weighted.input)], slice: () => ({ op: node.op, attrs: node.attrs }) };
};
