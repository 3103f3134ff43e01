import { allocate, elementCount, traitsOf, type Tensor } from '@tinyml/core';
import type { TimeRule } from './time-slot.ts';

/** Padding: along time the rows outside of the operand are constants. */
export const paddedTime: TimeRule = ({ inputs, node, operators, outputs }) => {
  const pads = traitsOf(operators, node.op).pads;
  const [x] = inputs;
  const [y] = outputs;
  const amounts = pads && inputs[pads.amounts];
  if (pads === undefined || x?.axis === undefined || y === undefined || amounts?.constant === undefined)
    return undefined;
  const { axis } = x;
  const value = inputs[pads.value];
  if (value != null && value.constant === undefined) return undefined;
  const list = Array.from(amounts.constant as ArrayLike<number | bigint>, Number);
  const before = list[2 * axis];
  if (before === undefined || list.some((amount) => amount < 0)) return undefined;
  const fill = value?.constant?.[0] ?? y.quant?.zeroPoint[0] ?? 0;
  return {
    axis,
    reads: [{ operand: 0, stride: 1, before, extent: 1 }],
    slice(rows, [given]) {
      if (given === undefined || given.to <= given.from) {
        const shape = y.shape.map((extent, i) => (i === axis ? rows.to - rows.from : extent));
        const data = allocate(y.dtype, elementCount(shape));
        return { constant: (data as Int8Array).fill(fill as number) };
      }
      const ends = [Math.max(0, given.from - (rows.from - before)), Math.max(0, rows.to - before - given.to)] as const;
      const sliced = list.with(2 * axis, ends[0]).with(2 * axis + 1, ends[1]);
      if (sliced.every((amount) => amount === 0)) return 'operand';
      const tensor: Tensor = { type: { dtype: 'int32', shape: amounts.type.shape }, data: Int32Array.from(sliced) };
      return { op: node.op, attrs: node.attrs, constants: new Map([[pads.amounts, tensor]]) };
    },
  };
};
