import type { OperatorTable } from '@tinyml/core';
import { kerasTableOf } from './table.ts';

/** What of Keras is read where there are these operators, by name. */
export const kerasCoverage = (operators: OperatorTable) => {
  const { layers, operations, activations, activationLayers } = kerasTableOf(operators);
  const sorted = (names: Iterable<string>): readonly string[] => [...names].toSorted();
  return {
    layers: sorted([...layers.keys(), 'Bidirectional', 'TimeDistributed']),
    operations: sorted(operations.keys()),
    activations: sorted(activations.keys()),
    /** Activations that are objects with options. */
    activationLayers: sorted(activationLayers.keys()),
  } as const;
};
