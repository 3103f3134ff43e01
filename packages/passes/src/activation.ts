import type { Activation, Node } from '@tinyml/core';

const activations: readonly unknown[] = ['none', 'relu', 'relu_n1_to_1', 'relu6'] satisfies readonly Activation[];

const isActivation = (value: unknown): value is Activation => activations.includes(value);

/** The activation that a layer applies to its own result; undefined for a node that cannot apply any. */
export const ownActivation = ({ attrs }: Node): Activation | undefined =>
  'activation' in attrs && isActivation(attrs.activation) ? attrs.activation : undefined;

/** One activation that equals `second(first(x))`, or undefined where none does. */
export const compose = (first: Activation, second: Activation): Activation | undefined => {
  if (first === 'none' || first === second) return second;
  if (second === 'none') return first;
  // Both clamp at 0 from below; the result is the narrower one. [0, 1] has no name.
  return first !== 'relu_n1_to_1' && second !== 'relu_n1_to_1' ? 'relu6' : undefined;
};
