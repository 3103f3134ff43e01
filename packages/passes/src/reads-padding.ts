import { traitsOf, type OperatorTable } from '@tinyml/core';
import type { LinearLayer } from './channel-weights.ts';
import { slidingWindowOf } from './sliding-window.ts';

/** Padding holds 0, not the shift: only a layer that reads none can take the shift in. undefined: nobody knows. */
export const readsPadding = ({ node, weightType }: LinearLayer, operators: OperatorTable): boolean | undefined => {
  if (traitsOf(operators, node.op).weighted?.dense === true) return false;
  const { padding } = slidingWindowOf(node, operators, () => weightType.shape) ?? {};
  if (padding === undefined) return undefined;
  return padding === 'same' || (padding !== 'valid' && padding.some((amount) => amount !== 0));
};
