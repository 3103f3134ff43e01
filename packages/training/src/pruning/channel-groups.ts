import { traitsOf, valueOf, type Graph, type Node } from '@tinyml/core';
import { channelSets, weightedNodes, type ChannelSets, type KnownLayers, type WeightedLayer } from '@tinyml/passes';

/** Layers whose result channels must be pruned together: the branches of a residual block, or one layer alone. */
export interface ChannelGroup {
  /** Those that make the channels, in execution order. */
  readonly layers: readonly WeightedLayer[];
  /** Depthwise layers that pass them on. */
  readonly followers: readonly Node[];
  /** The sets of channels that stay or go together, in order of the first layer's channels. */
  readonly sets: readonly number[];
  /** Those of `sets` that may go. */
  readonly removable: readonly number[];
  /** The sets of each tensor within the group, where they differ: one channel of each has to stay. */
  readonly tensors: readonly (readonly number[])[];
}

export interface Grouping {
  readonly sets: ChannelSets;
  readonly groups: readonly ChannelGroup[];
  /** The layers with weights, in execution order. */
  readonly weighted: readonly Node[];
  /** Why none of a weighted node's result channels may go. */
  whyNot(node: Node): string | undefined;
}

const outsideReason = (graph: Graph, id: string): string => {
  if (graph.outputs.includes(id)) return `its channels are those of the model's output ${id}`;
  if (graph.inputs.includes(id)) return `its channels go together with those of the model's input ${id}`;
  return `its channels are kept in the state ${id}`;
};

/** Groups the float layers of `graph` by the channels that they share. */
export const groupChannels = (graph: Graph, known: KnownLayers): Grouping => {
  const sets = channelSets(graph, { ...known, ranges: new Map() });
  const reasons = new Map<number, string>();
  for (const { id, by } of sets.kept) {
    const reason = by === undefined ? outsideReason(graph, id) : `${by.id} (${by.op}) needs all of its channels`;
    for (const set of sets.setsOf(id)) if (!reasons.has(set)) reasons.set(set, reason);
  }
  const makers = [...known.layers.values()].filter(({ depthwise }) => !depthwise);
  const resultSets = new Map(makers.map((layer) => [layer, sets.setsOf(layer.result)]));

  const groups: { layers: WeightedLayer[]; sets: Set<number> }[] = [];
  for (const [layer, own] of resultSets) {
    const joined = groups.filter((group) => own.some((set) => group.sets.has(set)));
    const first = joined[0] ?? { layers: [], sets: new Set<number>() };
    if (joined.length === 0) groups.push(first);
    for (const other of joined.slice(1)) {
      first.layers.push(...other.layers);
      other.sets.forEach((set) => first.sets.add(set));
      groups.splice(groups.indexOf(other), 1);
    }
    first.layers.push(layer);
    own.forEach((set) => first.sets.add(set));
  }
  const tensors = new Map<string, readonly number[]>();
  for (const id of graph.values.keys()) {
    const own = [...new Set(sets.setsOf(id))];
    tensors.set(own.join(), own);
  }
  const weighted = weightedNodes(graph, known.operators);
  const depthwise = weighted.filter(({ op }) => traitsOf(known.operators, op).weighted?.depthwise === true);
  const complete = groups.map((group) => ({
    layers: group.layers,
    followers: depthwise.filter(
      ({ outputs: [result] }) => result && sets.setsOf(result).some((s) => group.sets.has(s)),
    ),
    sets: [...group.sets],
    removable: [...group.sets].filter((set) => !reasons.has(set)),
    tensors: [...tensors.values()].filter((own) => own.every((set) => group.sets.has(set))),
  }));
  const whyNot = (node: Node): string | undefined => {
    if (!weighted.includes(node)) return `${node.op} has no filters`;
    const [result] = node.outputs;
    if (result === undefined || !known.layers.has(node)) return 'its weights are not plain constants';
    const own = sets.setsOf(valueOf(graph, result).id);
    return own.every((set) => reasons.has(set)) ? reasons.get(own[0] ?? -1) : undefined;
  };
  return { sets, groups: complete, weighted, whyNot };
};
