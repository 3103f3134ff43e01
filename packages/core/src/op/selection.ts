import { allocate, type Tensor, type TensorData } from '../ir/tensor.ts';
import { elementCount, type Shape, type TensorType } from '../ir/type.ts';
import { broadcastIndex } from './broadcast.ts';
import { OperatorError, type Operand } from './define-operator.ts';
import { isPresent } from './presence.ts';
import { sameQuantProblem } from './same-quant.ts';

/** The operands of a selection: a truth value, what is taken where it holds, and what elsewhere. */
export interface Selection<Of> {
  readonly condition: Of;
  readonly x: Of;
  readonly y: Of;
}

/** @throws OperatorError where one is absent */
export const selectionOf = <Of extends Operand | TensorType | Tensor>(
  inputs: readonly (Of | null)[],
): Selection<Of> => {
  const [condition, x, y] = inputs;
  if (!isPresent(condition) || !isPresent(x) || !isPresent(y)) throw new OperatorError('needs three operands');
  return { condition, x, y };
};

/** Why a selection cannot be made from these types, or undefined. */
export const selectionProblem = (
  inputs: readonly (TensorType | null)[],
  output: TensorType | undefined,
): string | undefined => {
  const { condition, x, y } = selectionOf(inputs);
  if (output === undefined) return 'needs a result';
  if (condition.dtype !== 'bool') return `the condition must be bool, not ${condition.dtype}`;
  if (x.dtype !== y.dtype || x.dtype !== output.dtype)
    return `operands and result must have one type, not ${x.dtype}, ${y.dtype} and ${output.dtype}`;
  return sameQuantProblem([x, y], output);
};

/** Elements of x where the condition, seen in the shape `conditionShape`, holds; else of y: all broadcast. */
export const select = (
  { condition, x, y }: Selection<Tensor>,
  conditionShape: Shape,
  output: TensorType,
): TensorData => {
  const result = allocate(output.dtype, elementCount(output.shape));
  const [c, a, b] = [conditionShape, x.type.shape, y.type.shape].map((shape) => broadcastIndex(shape, output.shape));
  const target = result as Float32Array;
  const [from, other] = [x.data as Float32Array, y.data as Float32Array];
  for (let i = 0; i < target.length; i++) {
    const holds = condition.data[c?.[i] ?? i] !== 0;
    target[i] = (holds ? from[a?.[i] ?? i] : other[b?.[i] ?? i]) as number;
  }
  return result;
};
