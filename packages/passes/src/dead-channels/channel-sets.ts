import { isObserved, valueOf, type Graph, type Node, type ValueId } from '@tinyml/core';
import { channelsOf } from './channel-range.ts';
import { disjointSets } from './disjoint-sets.ts';
import { linkChannels, type LinkSink } from './links.ts';
import type { Knowledge } from './ranges.ts';

/** Which operand channels each result channel of a layer needs: a row of `matrix` for each result. */
export interface Need {
  readonly result: ValueId;
  readonly operand: ValueId;
  readonly matrix: Uint8Array;
}

/** The channels of all values of a graph, in sets that stay or go together: the operands of an add, say. */
export interface ChannelSets {
  /** Names the set of a channel. */
  setOf(id: ValueId, channel: number): number;
  /** One for each channel of the value, in order. */
  setsOf(id: ValueId): readonly number[];
  readonly needs: readonly Need[];
  /** Values all of whose channels stay, and the node that wants it so; none: the outside of the graph does. */
  readonly kept: readonly { readonly id: ValueId; readonly by?: Node }[];
}

/** Joins the channels that no rewrite can part. */
export const channelSets = (graph: Graph, knowledge: Knowledge): ChannelSets => {
  const offsets = new Map<ValueId, number>();
  let size = 0;
  for (const [id, { type }] of graph.values) {
    offsets.set(id, size);
    size += channelsOf(type);
  }
  const place = (id: ValueId, channel: number): number => (offsets.get(id) ?? 0) + channel;
  const { find, join } = disjointSets(size);
  const needs: Need[] = [];
  const kept: { readonly id: ValueId; readonly by?: Node }[] = [];
  const sinkOf = (by: Node): LinkSink => ({
    together: (a, i, b, j) => {
      join(place(a, i), place(b, j));
    },
    needs: (result, operand, matrix) => void needs.push({ result, operand, matrix }),
    keep: (id) => void kept.push({ id, by }),
  });
  for (const id of graph.values.keys()) {
    const outside = graph.inputs.includes(id) || graph.state?.some(({ input }) => input === id) === true;
    if (outside || isObserved(graph, id)) kept.push({ id });
  }
  for (const node of graph.nodes) linkChannels(graph, node, knowledge, sinkOf(node));
  const setOf = (id: ValueId, channel: number): number => find(place(id, channel));
  return {
    setOf,
    setsOf: (id) => Array.from({ length: channelsOf(valueOf(graph, id).type) }, (_, c) => setOf(id, c)),
    needs,
    kept,
  };
};
