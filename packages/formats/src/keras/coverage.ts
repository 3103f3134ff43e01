import type { OperatorTable } from '@tinyml/core';
import { refusedClasses, type RefusedClass } from './refused-classes.ts';
import { kerasTableOf } from './table.ts';

/** Layers that hold other layers, or are none: the importer itself knows them. */
const structural = [
  'Bidirectional',
  'InputLayer',
  'RNN',
  'SpectralNormalization',
  'StackedRNNCells',
  'TimeDistributed',
];

/** What of Keras is read where there are these operators, by name. */
export const kerasCoverage = (operators: OperatorTable) => {
  const { layers, operations, activations, activationLayers } = kerasTableOf(operators);
  const sorted = (names: Iterable<string>): readonly string[] => [...names].toSorted();
  return {
    layers: sorted([...layers.keys(), ...structural]),
    refused: [...refusedClasses].toSorted(([a], [b]) => (a < b ? -1 : 1)) as readonly (readonly [
      string,
      RefusedClass,
    ])[],
    operations: sorted(operations.keys()),
    activations: sorted(activations.keys()),
    /** Activations that are objects with options. */
    activationLayers: sorted(activationLayers.keys()),
  } as const;
};
