import { isObserved, valueOf, type Graph, type ValueId } from '@tinyml/core';
import { channelsOf } from './channel-range.ts';
import { disjointSets } from './disjoint-sets.ts';

/** The channels of all values of a graph, in sets that grow together. */
export interface JoinedChannels {
  /** Channels of all values. */
  readonly size: number;
  join(a: ValueId, i: number, b: ValueId, j: number): void;
  /** Names the set of a channel. */
  setOf(id: ValueId, channel: number): number;
  /** One for each channel of the value, in order. */
  setsOf(id: ValueId): readonly number[];
}

/** Each channel is a set of its own at first. */
export const joinedChannels = (graph: Graph): JoinedChannels => {
  const offsets = new Map<ValueId, number>();
  let size = 0;
  for (const [id, { type }] of graph.values) {
    offsets.set(id, size);
    size += channelsOf(type);
  }
  const place = (id: ValueId, channel: number): number => (offsets.get(id) ?? 0) + channel;
  const { find, join } = disjointSets(size);
  const setOf = (id: ValueId, channel: number): number => find(place(id, channel));
  return {
    size,
    join: (a, i, b, j) => {
      join(place(a, i), place(b, j));
    },
    setOf,
    setsOf: (id) => Array.from({ length: channelsOf(valueOf(graph, id).type) }, (_, c) => setOf(id, c)),
  };
};

/** Values that the outside of the graph gives or sees: no pass may change them. */
export const outsideValues = (graph: Graph): readonly ValueId[] =>
  [...graph.values.keys()].filter(
    (id) =>
      graph.inputs.includes(id) || graph.state?.some(({ input }) => input === id) === true || isObserved(graph, id),
  );
