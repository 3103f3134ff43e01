import { traitsOf, type Node, type OperatorTable, type Traits } from '@tinyml/core';

/** A node that makes probabilities of logits: by which function, of its operand times `beta`. */
export interface Probabilities {
  readonly by: NonNullable<Traits['probabilities']>;
  readonly beta: number;
}

const betaOf = ({ attrs }: Node): number => ('beta' in attrs && typeof attrs.beta === 'number' ? attrs.beta : 1);

/** undefined: the node makes something else. */
export const probabilitiesOf = (node: Node | undefined, operators: OperatorTable): Probabilities | undefined => {
  if (node === undefined) return undefined;
  const { probabilities: by } = traitsOf(operators, node.op);
  return by && { by, beta: betaOf(node) };
};
