import { seededRandom, type Constants, type Graph } from '@tinyml/core';
import { applyFactors } from '../../src/quantize/equalize/apply-factors.ts';
import { factorSets } from '../../src/quantize/equalize/factor-sets.ts';
import { scalableLayers } from '../../src/quantize/equalize/scalable-layers.ts';
import { operators } from './run-passes.ts';

export interface Spread {
  /** The same function, bit by bit. */
  readonly graph: Graph;
  /** Channels that were scaled. */
  readonly channels: number;
}

/** Scales every channel that may be scaled by a power of two between 2^−`most` and 2^`most`, as folded batch normalisation may leave them. */
export const spreadChannels = (graph: Graph, constants: Constants, seed: number, most: number): Spread => {
  const context = { constants, operators };
  const random = seededRandom(seed);
  const known = scalableLayers(graph, context);
  const sets = factorSets(graph, known);
  const factors = new Map<number, number>();
  for (const { tensors } of sets.spaces) {
    for (const set of tensors.flatMap(sets.setsOf)) {
      if (!sets.isFixed(set) && !factors.has(set)) factors.set(set, 2 ** Math.round((random() * 2 - 1) * most));
    }
  }
  return { graph: applyFactors(graph, context, known, sets, factors), channels: factors.size };
};
