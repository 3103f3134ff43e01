import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../keras-operations.ts';

const operation = operationOfTwo('floor_div');

export const keras: KerasEntry = {
  operations: { floor_div: operation, floor_divide: operation, floordiv: operation },
};
