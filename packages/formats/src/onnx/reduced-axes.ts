import type { ValueId } from '@tinyml/core';
import type { OnnxCall } from './call.ts';

/** The axes of a reduction, int32, and whether they stay as axes of size 1. */
export interface ReducedAxes {
  readonly axes: ValueId;
  readonly attrs: { readonly keepDims: boolean };
}

/** Axes are an operand since version `operandSince`, an attribute before; without any all are reduced. */
export const reducedAxes = (call: OnnxCall, operandSince: number): ReducedAxes => {
  const x = call.operand(0);
  const attrs = { keepDims: call.attributes.flag('keepdims', true) };
  const keepsAll = call.attributes.flag('noop_with_empty_axes', false);
  const given = call.version < operandSince ? call.attributes.ints('axes') : call.known(1, 'axes');
  const isEmpty = given === undefined || given.length === 0;
  if (isEmpty && keepsAll) return { axes: call.ints('axes', [0], []), attrs };
  const axes = isEmpty ? call.shapeOf(x).map((_, i) => i) : given.map((axis) => call.axisOf(x, axis));
  return { axes: call.ints('axes', [axes.length], axes), attrs };
};
