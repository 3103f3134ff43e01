import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../../keras-operations.ts';

const operation = operationOfTwo('equal');

export const keras: KerasEntry = {
  operations: { eq: operation, equal: operation },
};
