import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { squared_difference: operationOfTwo('squared_difference') },
};
