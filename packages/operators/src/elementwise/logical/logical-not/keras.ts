import type { KerasEntry } from '@tinyml/formats';
import { operationOfOne } from '../../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { logical_not: operationOfOne('logical_not') },
};
