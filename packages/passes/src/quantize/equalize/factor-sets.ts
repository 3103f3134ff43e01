import type { Graph, ValueId } from '@tinyml/core';
import { joinedChannels, outsideValues } from '../../dead-channels/joined-channels.ts';
import { disjointSets } from '../../dead-channels/disjoint-sets.ts';
import { linkChannels, type LinkSink } from '../../dead-channels/links.ts';
import type { KnownLayers, WeightedLayer } from '../../dead-channels/weighted-layer.ts';
import { passesFactors } from './scalable-layers.ts';

/** Tensors between layers with weights whose channels share factors: from the layers that make them to those that read them. */
export interface Space {
  readonly tensors: readonly ValueId[];
  readonly producers: readonly WeightedLayer[];
  readonly consumers: readonly WeightedLayer[];
}

/** The channels of all values, in sets that must be scaled by one factor. */
export interface FactorSets {
  /** The set of each channel of the value. */
  setsOf(id: ValueId): readonly number[];
  /** The factor of the set can only be 1. */
  isFixed(set: number): boolean;
  /** Where there is a choice: at least two sets are free. */
  readonly spaces: readonly Space[];
}

/** `known`: the layers that can take in factors on either side. Everything else passes factors on, or stops them. */
export const factorSets = (graph: Graph, known: KnownLayers): FactorSets => {
  const { size, join, setsOf } = joinedChannels(graph);
  const kept = new Set(outsideValues(graph));
  const sink: LinkSink = {
    together: join,
    needs: () => undefined,
    keep: (id) => void kept.add(id),
  };
  const others = { ...known, layers: new Map(), ranges: new Map() };
  for (const node of graph.nodes) {
    if (known.layers.has(node)) continue;
    if (passesFactors(graph, node, known.operators)) linkChannels(graph, node, others, sink);
    else for (const id of [...node.inputs, ...node.outputs]) if (id !== null) kept.add(id);
  }
  const fixed = new Set([...kept].flatMap(setsOf));

  // Tensors that have a set in common belong to one space.
  const tensorSets = disjointSets(size);
  const computed = [...graph.values.values()].filter(
    ({ data, type }) => data === undefined && type.dtype === 'float32',
  );
  for (const { id } of computed) {
    const [first, ...rest] = setsOf(id);
    for (const set of rest) if (first !== undefined) tensorSets.join(first, set);
  }
  const layers = [...known.layers.values()];
  const spaceOf = (id: ValueId): number => tensorSets.find(setsOf(id)[0] ?? 0);
  const grouped = new Map<number, ValueId[]>();
  for (const { id } of computed) grouped.set(spaceOf(id), [...(grouped.get(spaceOf(id)) ?? []), id]);
  const spaces = [...grouped].flatMap(([space, tensors]): Space[] => {
    const free = new Set(tensors.flatMap(setsOf).filter((set) => !fixed.has(set)));
    if (free.size < 2) return [];
    return [
      {
        tensors,
        producers: layers.filter(({ result }) => spaceOf(result) === space),
        consumers: layers.filter(({ input }) => spaceOf(input) === space),
      },
    ];
  });
  return { setsOf, isFixed: (set) => fixed.has(set), spaces };
};
