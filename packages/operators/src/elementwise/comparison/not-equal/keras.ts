import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../../keras-operations.ts';

const operation = operationOfTwo('not_equal');

export const keras: KerasEntry = {
  operations: { ne: operation, not_equal: operation },
};
