import type { Graph } from '@tinyml/core';
import { ownActivation } from '../activation.ts';
import type { Expression } from './expression.ts';
import { reductions } from './reading.ts';

/** Operators of which one at least stands in a graph where the expression is; such a list for each of its parts. */
export const neededOperators = (wanted: Expression): readonly (readonly string[])[] => {
  switch (wanted.kind) {
    case 'name':
    case 'number':
      return [];
    case 'inverse':
      return [['div'], ...neededOperators(wanted.operand)];
    case 'sum':
      return [['add', 'sub'], ...wanted.parts.flatMap(neededOperators)];
    case 'product': {
      const several = wanted.parts.length > 1 ? ['mul', 'div', 'square', 'pow'] : ['mul', 'div', 'neg'];
      return [several, ...wanted.parts.flatMap(neededOperators)];
    }
    case 'call':
      return [ownOperators(wanted), ...wanted.operands.flatMap(neededOperators)];
  }
};

const ownOperators = ({ name, operands }: Expression & { kind: 'call' }): readonly string[] => {
  const reduction = reductions[name];
  if (reduction !== undefined) return [reduction];
  if (name !== 'clamp') return [name];
  const high = operands[2]?.kind === 'number' ? operands[2].value : Infinity;
  if (high === 6) return ['relu6', 'minimum'];
  return high === 1 ? ['relu_0_to_1', 'minimum'] : ['relu', 'maximum'];
};

/** Operators and activations that occur in a graph. */
export const presentOperators = ({ nodes }: Graph): ReadonlySet<string> =>
  new Set(nodes.flatMap((node) => [node.op, ownActivation(node) ?? node.op]));
