import { traitsOf, windowAttributes, type Node, type OperatorTable, type WindowAttributes } from '@tinyml/core';
import { ownActivation } from '@tinyml/passes';
import { operandsInOrder } from './operand-order.ts';

/** A convolution that mixes all channels. */
export interface Convolution {
  readonly op: string;
  readonly attrs: Required<Pick<WindowAttributes, 'padding' | 'strides' | 'dilations'>>;
}

/** What a node that is one is written as two by; undefined for every other. */
export const convolutionOf = (node: Node, operators: OperatorTable): Convolution | undefined => {
  const { weighted, window } = traitsOf(operators, node.op);
  if (weighted?.depthwise === true || window !== 'filter' || !operandsInOrder(weighted)) return undefined;
  const { padding, strides, dilations } = windowAttributes(node) ?? {};
  if (padding === undefined || strides === undefined || dilations === undefined) return undefined;
  if (ownActivation(node) === undefined) return undefined;
  return { op: node.op, attrs: { ...node.attrs, padding, strides, dilations } };
};
