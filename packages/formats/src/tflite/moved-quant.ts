import { traitsOf, type Node, type OperatorTable, type TensorType } from '@tinyml/core';
import type { Values } from './values.ts';

const small: readonly string[] = ['int8', 'uint8', 'int16'];

/** Names of the node's values of stored numbers, by whether the file says what they stand for. */
const sides = (node: Node, values: Values) => {
  const named = [...new Set([...node.inputs, ...node.outputs])].flatMap((id) => values.all.get(id ?? '') ?? []);
  const stored = named.filter(({ type }) => small.includes(type.dtype));
  return {
    known: stored.filter(({ type }) => type.quant !== undefined && type.quant.axis === undefined),
    open: stored.filter(({ type }) => type.quant === undefined),
  };
};

/**
 * Gives stored numbers whose scale the file leaves out that of the tensors between which a movement carries them: LiteRT moves
 * elements without a look at what they stand for.
 */
export const shareMovedQuant = (nodes: readonly Node[], values: Values, operators: OperatorTable): void => {
  const moving = nodes.filter(({ op }) => traitsOf(operators, op).movement === true);
  for (const node of [...moving, ...moving.toReversed()]) {
    const { known, open } = sides(node, values);
    for (const value of open) {
      const quant = known.find(({ type }) => type.dtype === value.type.dtype)?.type.quant;
      if (quant !== undefined)
        values.all.set(value.id, { ...value, type: { ...value.type, quant } satisfies TensorType });
    }
  }
};
