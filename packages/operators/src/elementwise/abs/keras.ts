import type { KerasEntry } from '@tinyml/formats';
import { operationOfOne } from '../keras-operations.ts';

const operation = operationOfOne('abs');

export const keras: KerasEntry = {
  operations: { abs: operation, absolute: operation },
};
