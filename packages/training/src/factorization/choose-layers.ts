import {
  constantOf,
  elementCount,
  nodeMacs,
  TinymlError,
  traitsOf,
  valueOf,
  type Graph,
  type Node,
  type OperatorTable,
  type PassContext,
  type Shape,
} from '@tinyml/core';
import { groupsOf } from '@tinyml/passes';
import { noSuchLayer, rankOutOfRange } from '../diagnostics/factorization.ts';
import type { Cost } from '../cost.ts';
import { isNamed, matchesAny, requireLayers } from '../layer-names.ts';
import type { Decompose } from './low-rank.ts';
import { saves, splitCost, type Split } from './split.ts';

/** What a pass of this kind adds to the common part. */
export interface SplitKind<Layer = unknown> {
  readonly pass: string;
  /** What messages call its layers. */
  readonly layers: string;
  /** Follows the name of the first of the two layers; the second has the name of the layer that was. */
  readonly firstSuffix: string;
  /** What of a node it splits by; undefined for a node that is no such layer. Operands: input, filter, bias. */
  layerOf(node: Node, operators: OperatorTable): Layer | undefined;
  /** Why a layer with weights of this shape is not looked at; undefined where it is. */
  unfit(graph: Graph, node: Node, shape: Shape, operators: OperatorTable): string | undefined;
  split(layer: Layer, weights: ArrayLike<number>, shape: Shape, decompose: Decompose): Split;
}

export interface SplitChoice {
  readonly rank: number | 'auto';
  readonly energy: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A layer that was looked at: what it becomes, or why it stays. */
export interface Decision {
  readonly node: Node;
  readonly before: Cost;
  readonly split?: { readonly of: Split; readonly rank: number; readonly after: Cost };
  readonly why?: string;
}

const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;

const chosen = (
  graph: Graph,
  operators: OperatorTable,
  kind: SplitKind,
  { include, exclude }: SplitChoice,
): readonly Node[] => {
  const layers = graph.nodes.filter((node) => kind.layerOf(node, operators) !== undefined);
  if (layers.length === 0) throw new TinymlError(noSuchLayer(kind.pass, kind.layers));
  requireLayers(kind.pass, kind.layers, [...include, ...exclude], layers);
  return layers.filter((node) => (include.length === 0 || matchesAny(include, node)) && !matchesAny(exclude, node));
};

const smallestRank = (split: Split, energy: number): number => {
  let rank = 1;
  while (rank < split.fullRank && split.kept(rank) < energy) rank += 1;
  return rank;
};

/**
 * Decides for every layer of the kind whether it becomes two, and with which rank.
 * @throws TinymlError TML660 for a name that is not there, TML661 for a rank that no layer (or not a named one) has,
 * TML662 for a model without such layers
 */
export const chooseLayers = (
  graph: Graph,
  kind: SplitKind,
  choice: SplitChoice,
  { constants, operators }: Pick<PassContext<unknown>, 'constants' | 'operators'>,
  decompose: Decompose,
): readonly Decision[] => {
  const beyond: { readonly node: Node; readonly fullRank: number }[] = [];
  const decide = (node: Node): Decision => {
    const [x, w, b = null] = node.inputs as readonly [string, string, (string | null)?];
    const { shape } = valueOf(graph, w).type;
    const biasCount = b === null ? 0 : elementCount(valueOf(graph, b).type.shape);
    const before = { macs: nodeMacs(graph, node, operators), parameters: elementCount(shape) + biasCount };
    const weights = constantOf(graph, constants, w);
    if (weights?.type.dtype !== 'float32') return { node, before, why: 'its weights are not constant float32' };
    const { weighted } = traitsOf(operators, node.op);
    if (weighted !== undefined && groupsOf(weighted, shape, valueOf(graph, x).type.shape.at(-1) ?? 1) > 1)
      return { node, before, why: 'its channels are in groups' };
    const unfit = kind.unfit(graph, node, shape, operators);
    if (unfit !== undefined) return { node, before, why: unfit };
    const split = kind.split(kind.layerOf(node, operators), weights.data as Float32Array, shape, decompose);
    const rank = choice.rank === 'auto' ? smallestRank(split, choice.energy) : choice.rank;
    if (rank > split.fullRank) {
      beyond.push({ node, fullRank: split.fullRank });
      return { node, before, why: `rank ${String(rank)} is above its full rank ${String(split.fullRank)}` };
    }
    const after = splitCost(split.parts(rank), valueOf(graph, x).type.shape, biasCount, operators);
    if (saves(after, before)) return { node, before, split: { of: split, rank, after } };
    const wanted = choice.rank === 'auto' ? ` (which keeps ${percent(split.kept(rank))})` : '';
    const costs = `${String(after.macs)} MACs and ${String(after.parameters)} parameters`;
    const now = `${String(before.macs)} and ${String(before.parameters)}`;
    return { node, before, why: `rank ${String(rank)}${wanted} takes ${costs}, the layer as it is ${now}` };
  };
  const decisions = chosen(graph, operators, kind, choice).map(decide);
  const wrong = decisions.some(({ split }) => split !== undefined)
    ? beyond.filter(({ node }) => isNamed(choice.include, node))
    : beyond;
  if (wrong.length > 0 && choice.rank !== 'auto') {
    const { rank } = choice;
    throw new TinymlError(...wrong.map(({ node, fullRank }) => rankOutOfRange(kind.pass, rank, node.id, fullRank)));
  }
  return decisions;
};
