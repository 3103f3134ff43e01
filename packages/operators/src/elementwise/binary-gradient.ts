import { broadcastShape, required, sameShape, type Activation, type OpName, type Shape } from '@tinyml/core';
import type { Gradient, GradientOperand, GradientRequest, Tensor, Tf } from '@tinyml/training';

type Combine = (tf: Tf, a: Tensor, b: Tensor) => Tensor;

/** Whether two operands broadcast as they are stored: a first dimension means the same in both, or one has none. */
const alignsAsStored = (a: GradientOperand, b: GradientOperand): boolean => {
  if (a.batched && b.batched)
    return a.shape.length === b.shape.length && a.shape[0] === b.shape[0] && a.shape.length > 0;
  if (!a.batched && !b.batched) return true;
  const [shared, own] = a.batched ? [b.shape, a.shape] : [a.shape, b.shape];
  return shared.length < own.length || (shared.length === own.length && shared[0] === 1 && own.length > 0);
};

/** [n or 1, 1, …, a, b, …] with as many dimensions as the result has beside the samples. */
const aligned = (tensor: Tensor, { shape, batched }: GradientOperand, rank: number, batch: number): Tensor =>
  tensor.reshape([batched ? batch : 1, ...new Array<number>(rank - shape.length).fill(1), ...shape]);

const combination = (
  { tf, tools, inputs, outputs }: GradientRequest,
  combine: Combine,
): ((x: Tensor, y: Tensor, batch: number) => Tensor) => {
  const [a, b, result] = [required(inputs[0]), required(inputs[1]), required(outputs[0])];
  if (alignsAsStored(a, b)) return (x, y) => combine(tf, x, y);
  const rank = result.length;
  return (x, y, batch) =>
    tools.together(combine(tf, aligned(x, a, rank, batch), aligned(y, b, rank, batch)), result, batch);
};

/** A sum, difference or product, with the activation that it applies to its result. */
export const arithmeticGradient = <Name extends OpName>(
  combine: Combine,
  activationOf: (request: GradientRequest<Name>) => Activation,
): Gradient<Name> => ({
  prepare(request) {
    const combined = combination(request, combine);
    const activate = request.tools.activate(activationOf(request));
    return ([x, y], { batch }) => [activate(combined(required(x), required(y), batch))];
  },
});

/** A function of two operands without attributes. */
export const binaryGradient = (combine: Combine): Gradient => ({
  prepare(request) {
    const combined = combination(request, combine);
    return ([x, y], { batch }) => [combined(required(x), required(y), batch)];
  },
});

/** TensorFlow.js's gradients of minimum and maximum leave out the sum over what is repeated; that of a sum has it. */
const repeated = (tf: Tf, tensor: Tensor, shape: Shape): Tensor =>
  sameShape(tensor.shape, shape) ? tensor : tf.add(tensor, tf.zeros([...shape]));

/** A minimum or maximum. */
export const extremeGradient = (combine: Combine): Gradient =>
  binaryGradient((tf, a, b) => {
    const shape = broadcastShape(a.shape, b.shape);
    return combine(tf, repeated(tf, a, shape), repeated(tf, b, shape));
  });
