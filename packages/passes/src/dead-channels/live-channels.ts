import { isFloat, isObserved, valueOf, type Graph, type ValueId } from '@tinyml/core';
import { channelsOf } from './channel-range.ts';
import { linkChannels, type ChannelLinks } from './links.ts';
import type { Knowledge } from './ranges.ts';

/** Sets that grow together; `find` names a set by one of its members. */
const disjointSets = (size: number) => {
  const parent = Int32Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] as number;
    for (let next = i; next !== root;) {
      const above = parent[next] as number;
      parent[next] = root;
      next = above;
    }
    return root;
  };
  return { find, join: (a: number, b: number) => void (parent[find(a)] = find(b)) };
};

/** Which operand channels each result channel of a layer needs: a row of `matrix` for each result. */
interface Need {
  readonly results: readonly number[];
  readonly operands: readonly number[];
  readonly matrix: Uint8Array;
}

/**
 * Channels that must be left at least: two where one scale a channel means other arithmetic than one for the tensor, as
 * in fully_connected (how the scales are multiplied) and in hybrids (a zero point for the input).
 */
const least = (graph: Graph, id: ValueId, channels: number): number => {
  const source = graph.nodes.find((node) => node.outputs.includes(id));
  if (source?.op !== 'fully_connected' && source?.op !== 'conv_2d') return 1;
  const [input, weights] = source.inputs;
  const perChannel = weights != null && valueOf(graph, weights).type.quant?.axis !== undefined;
  const matters = source.op === 'fully_connected' || (input != null && isFloat(valueOf(graph, input).type.dtype));
  return perChannel && matters ? Math.min(channels, 2) : 1;
};

/**
 * The channels of each value that stay, in order: those that an output depends on, and of the others as many as make
 * their number one of the `multiple`s, at least one.
 * A channel of one value may drag along one of another (the operands of an add); together they go or stay.
 */
export const liveChannels = (
  graph: Graph,
  knowledge: Knowledge,
  multiple: number,
): ReadonlyMap<ValueId, readonly number[]> => {
  const offsets = new Map<ValueId, number>();
  let size = 0;
  for (const [id, { type }] of graph.values) {
    offsets.set(id, size);
    size += channelsOf(type);
  }
  const place = (id: ValueId, channel: number): number => (offsets.get(id) ?? 0) + channel;
  const channelIndexes = (id: ValueId): readonly number[] =>
    Array.from({ length: channelsOf(valueOf(graph, id).type) }, (_, c) => c);
  const { find, join } = disjointSets(size);
  const needed: Need[] = [];
  const roots: number[] = [];
  const links: ChannelLinks = {
    together: (a, i, b, j) => {
      join(place(a, i), place(b, j));
    },
    needs: (result, operand, matrix) =>
      void needed.push({
        results: channelIndexes(result).map((o) => place(result, o)),
        operands: channelIndexes(operand).map((c) => place(operand, c)),
        matrix,
      }),
    keep(id) {
      for (const c of channelIndexes(id)) roots.push(place(id, c));
    },
  };
  for (const id of graph.values.keys()) {
    const outside = graph.inputs.includes(id) || graph.state?.some(({ input }) => input === id) === true;
    if (outside || isObserved(graph, id)) links.keep(id);
  }
  for (const node of graph.nodes) linkChannels(graph, node, knowledge, links);

  /** For each set, the rows of matrices that it makes needed. */
  const rows = new Map<number, (readonly [need: Need, row: number])[]>();
  for (const need of needed)
    need.results.forEach((channel, row) => {
      const list = rows.get(find(channel));
      if (list === undefined) rows.set(find(channel), [[need, row]]);
      else list.push([need, row]);
    });
  const live = new Set<number>();
  const revive = (starts: readonly number[]): void => {
    const pending = starts.map(find);
    for (let set = pending.pop(); set !== undefined; set = pending.pop()) {
      if (live.has(set)) continue;
      live.add(set);
      for (const [{ operands, matrix }, row] of rows.get(set) ?? [])
        operands.forEach((channel, c) => {
          if (matrix[row * operands.length + c] === 1 && !live.has(find(channel))) pending.push(find(channel));
        });
    }
  };
  revive(roots);
  const alive = (id: ValueId): readonly number[] => channelIndexes(id).filter((c) => live.has(find(place(id, c))));
  for (const id of graph.values.keys()) {
    const channels = channelIndexes(id);
    const whole = Math.min(channels.length, Math.ceil(alive(id).length / multiple) * multiple);
    for (const c of channels) {
      if (alive(id).length >= Math.max(whole, least(graph, id, channels.length))) break;
      revive([place(id, c)]);
    }
  }
  return new Map([...graph.values.keys()].map((id) => [id, alive(id)]));
};
