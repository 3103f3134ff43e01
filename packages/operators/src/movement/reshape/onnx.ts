import type { OnnxOperator, OnnxOperators } from '@tinyml/formats';
import { elementCount } from '@tinyml/core';

/** A shape with 0 for a size that is kept and −1 for the rest. */
const reshape: OnnxOperator = (call) => {
  call.attributes.ignore('consumed_inputs');
  const x = call.operand(0);
  const wanted = call.intsOf('shape', 1);
  if (wanted === undefined) throw call.refused('has no shape');
  const keepsZero = call.attributes.flag('allowzero', false);
  const from = call.shapeOf(x);
  const sizes = wanted.map((size, axis) => (size === 0 && !keepsZero ? (from[axis] ?? 0) : size));
  const others = elementCount(sizes.filter((size) => size !== -1));
  const shape = sizes.map((size) => (size === -1 && others > 0 ? elementCount(from) / others : size));
  if (elementCount(shape) !== elementCount(from) || !shape.every((size) => Number.isInteger(size) && size >= 0))
    throw call.refused(`[${from.join(', ')}] cannot become [${wanted.join(', ')}]`);
  return call.reshaped(x, shape);
};

const unsqueeze: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axes = call.intsOf('axes', 1) ?? [];
  const rank = from.length + axes.length;
  const at = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (at.size !== axes.length || [...at].some((axis) => axis < 0 || axis >= rank)) throw call.refused(`axes [${axes.join(', ')}] cannot be`); // prettier-ignore
  const rest = [...from];
  return call.reshaped(
    x,
    Array.from({ length: rank }, (_, axis) => (at.has(axis) ? 1 : (rest.shift() ?? 1))),
  );
};

const squeeze: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axes = call.intsOf('axes', 1)?.map((axis) => call.axisOf(x, axis));
  const dropped = (size: number, axis: number): boolean => axes?.includes(axis) ?? size === 1;
  if (from.some((size, axis) => dropped(size, axis) && size !== 1)) throw call.refused(`axes [${axes?.join(', ') ?? ''}] of [${from.join(', ')}] are not 1`); // prettier-ignore
  return call.reshaped(x, from.filter((size, axis) => !dropped(size, axis))); // prettier-ignore
};

const flatten: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axis = call.attributes.int('axis', 1);
  const at = axis < 0 ? axis + from.length : axis;
  return call.reshaped(x, [elementCount(from.slice(0, at)), elementCount(from.slice(at))]);
};

export const onnx: OnnxOperators = {
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
};
