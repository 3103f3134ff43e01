import { traitsOf, type GraphView, type Node, type OperatorTable, type ValueId } from '@tinyml/core';
import { constantOperand } from './constant-operand.ts';
import type { Rule } from './rules.ts';

interface Scaled {
  readonly input: ValueId;
  readonly factor: number;
}

/** `id` as x · factor with one positive factor for all elements, which only one node reads. */
const scaled = (view: GraphView, id: ValueId | null | undefined, operators: OperatorTable): Scaled | undefined => {
  if (id == null || view.soleConsumer(id) === undefined) return undefined;
  const found = constantOperand(view, view.producer(id), operators);
  const [factor = 0] = found?.values ?? [];
  if (found?.arithmetic !== 'mul' || found.activation !== 'none' || found.values.length !== 1) return undefined;
  const keepsShape = found.inputType.shape.length === view.type(id).shape.length;
  return keepsShape && factor > 0 ? { input: found.input, factor } : undefined;
};

/** softmax(x · a) → softmax(x) with beta · a; softmax(batch_matmul(x · a, y)) likewise, as attention has it */
export const intoSoftmax: Rule = (view, node, operators) => {
  const { beta }: { readonly beta?: unknown } = node.attrs;
  const [input] = node.inputs;
  if (traitsOf(operators, node.op).probabilities !== 'softmax' || typeof beta !== 'number') return undefined;
  const withFactor = (factor: number, from: ValueId | null | undefined): Node =>
    ({ ...node, attrs: { ...node.attrs, beta: Math.fround(beta * factor) }, inputs: [from ?? null] }) as Node;
  const own = scaled(view, input, operators);
  if (own !== undefined) return { nodes: [withFactor(own.factor, own.input)] };
  const product = view.producer(input);
  if (input == null || product === undefined || view.soleConsumer(input) === undefined) return undefined;
  if (traitsOf(operators, product.op).bilinear !== true) return undefined;
  for (const [index, id] of product.inputs.entries()) {
    const operand = scaled(view, id, operators);
    if (operand === undefined) continue;
    const inputs = product.inputs.map((other, i) => (i === index ? operand.input : other));
    return { nodes: [{ ...product, inputs }, withFactor(operand.factor, input)], remove: [product] };
  }
  return undefined;
};
