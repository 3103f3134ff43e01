import type { Activation, Node, OpName } from '@tinyml/core';

const nodes: Partial<Record<OpName, Activation>> = { relu: 'relu', relu6: 'relu6', relu_n1_to_1: 'relu_n1_to_1' };

/** The activation that a node is, or undefined. */
export const activationOf = (node: Node): Activation | undefined => nodes[node.op];

/** One activation that equals `second(first(x))`, or undefined where none does. */
export const compose = (first: Activation, second: Activation): Activation | undefined => {
  if (first === 'none' || first === second) return second;
  if (second === 'none') return first;
  // Both clamp at 0 from below; the result is the narrower one. [0, 1] has no name.
  return first !== 'relu_n1_to_1' && second !== 'relu_n1_to_1' ? 'relu6' : undefined;
};
