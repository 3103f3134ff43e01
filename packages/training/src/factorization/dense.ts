import { consumers, isObserved, producer, type Graph, type Node, type Shape, isNode } from '@tinyml/core';
import type { SplitKind } from './choose-layers.ts';
import { keptEnergy, type Decompose } from './low-rank.ts';
import type { Split } from './split.ts';

/**
 * fully_connected as two with `rank` values between them: truncated singular value decomposition of the weights
 * (Denton et al., Exploiting Linear Structure Within Convolutional Networks, 2014). `weights` has `shape`
 * [outputs, inputs].
 */
const twoDense = (
  attrs: Node<'fully_connected'>['attrs'],
  weights: ArrayLike<number>,
  shape: Shape,
  decompose: Decompose,
): Split => {
  const [outputs, inputs] = shape as [number, number];
  const matrix = decompose(outputs, inputs, weights);
  return {
    fullRank: Math.min(outputs, inputs),
    kept: (rank) => keptEnergy([matrix], rank),
    parts: (rank) => [
      {
        op: 'fully_connected',
        attrs: { ...attrs, activation: 'none' },
        weightShape: [rank, inputs],
        weights: () => matrix.right(rank),
      },
      { op: 'fully_connected', attrs, weightShape: [outputs, rank], weights: () => matrix.left(rank) },
    ],
  };
};

/** True where nothing but another dense layer sees what `node` computes, unclamped: the two are one matrix product. */
const feedsDense = (graph: Graph, node: Node | undefined): boolean => {
  const [output] = node?.outputs ?? [];
  if (!isNode(node, 'fully_connected') || node.attrs.activation !== 'none' || output === undefined) return false;
  const readers = consumers(graph, output);
  return !isObserved(graph, output) && readers.length > 0 && readers.every(({ op }) => op === 'fully_connected');
};

export const lowRank: SplitKind<'fully_connected'> = {
  pass: 'low-rank-dense',
  op: 'fully_connected',
  firstSuffix: 'reduced',
  unfit: (graph, node) =>
    feedsDense(graph, node) || feedsDense(graph, producer(graph, node.inputs[0] ?? ''))
      ? 'it is one of two linear layers in a row already'
      : undefined,
  split: twoDense,
};
