import type { Graph, Node, ValueId } from '@tinyml/core';
import { joinedChannels, outsideValues } from './joined-channels.ts';
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
  const channels = joinedChannels(graph);
  const needs: Need[] = [];
  const kept: { readonly id: ValueId; readonly by?: Node }[] = outsideValues(graph).map((id) => ({ id }));
  const sinkOf = (by: Node): LinkSink => ({
    together: channels.join,
    needs: (result, operand, matrix) => void needs.push({ result, operand, matrix }),
    keep: (id) => void kept.push({ id, by }),
  });
  for (const node of graph.nodes) linkChannels(graph, node, knowledge, sinkOf(node));
  const { setOf, setsOf } = channels;
  return { setOf, setsOf, needs, kept };
};
