import { activationNames } from './activation.ts';
import { layerClasses } from './kinds.ts';
import { operationNames } from './operations.ts';

/** What of Keras is read, by name. */
export const kerasCoverage = {
  layers: layerClasses,
  operations: operationNames,
  activations: activationNames,
} as const;
