import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../keras-operations.ts';

const operation = operationOfTwo('floor_mod');

export const keras: KerasEntry = {
  operations: { floor_mod: operation, floormod: operation, mod: operation },
};
