import {
  consumers,
  isObserved,
  producer,
  traitsOf,
  type Graph,
  type Node,
  type OperatorTable,
  type Shape,
} from '@tinyml/core';
import { ownActivation } from '@tinyml/passes';
import type { SplitKind } from './choose-layers.ts';
import { operandsInOrder } from './operand-order.ts';
import { keptEnergy, type Decompose } from './low-rank.ts';
import type { Split } from './split.ts';

type Dense = Pick<Node, 'op' | 'attrs'>;

const denseOf = (node: Node, operators: OperatorTable): Dense | undefined => {
  const { weighted } = traitsOf(operators, node.op);
  const fits = weighted?.dense === true && operandsInOrder(weighted) && ownActivation(node) !== undefined;
  return fits ? node : undefined;
};

/**
 * fully_connected as two with `rank` values between them: truncated singular value decomposition of the weights
 * (Denton et al., Exploiting Linear Structure Within Convolutional Networks, 2014). `weights` has `shape`
 * [outputs, inputs].
 */
const twoDense = ({ op, attrs }: Dense, weights: ArrayLike<number>, shape: Shape, decompose: Decompose): Split => {
  const [outputs, inputs] = shape as [number, number];
  const matrix = decompose(outputs, inputs, weights);
  return {
    fullRank: Math.min(outputs, inputs),
    kept: (rank) => keptEnergy([matrix], rank),
    parts: (rank) => [
      {
        op,
        attrs: { ...attrs, activation: 'none' },
        weightShape: [rank, inputs],
        weights: () => matrix.right(rank),
      },
      { op, attrs, weightShape: [outputs, rank], weights: () => matrix.left(rank) },
    ],
  };
};

/** True where nothing but another dense layer sees what `node` computes, unclamped: the two are one matrix product. */
const feedsDense = (graph: Graph, node: Node | undefined, operators: OperatorTable): boolean => {
  const isDense = ({ op }: Node): boolean => traitsOf(operators, op).weighted?.dense === true;
  const [output] = node?.outputs ?? [];
  if (node === undefined || !isDense(node) || ownActivation(node) !== 'none' || output === undefined) return false;
  const readers = consumers(graph, output);
  return !isObserved(graph, output) && readers.length > 0 && readers.every(isDense);
};

export const lowRank: SplitKind<Dense> = {
  pass: 'low-rank-dense',
  layers: 'fully_connected',
  firstSuffix: 'reduced',
  layerOf: denseOf,
  unfit: (graph, node, _shape, operators) =>
    feedsDense(graph, node, operators) || feedsDense(graph, producer(graph, node.inputs[0] ?? ''), operators)
      ? 'it is one of two linear layers in a row already'
      : undefined,
  split: twoDense,
};
