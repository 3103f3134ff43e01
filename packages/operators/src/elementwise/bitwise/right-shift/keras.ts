import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../../keras-operations.ts';

const operation = operationOfTwo('right_shift');

export const keras: KerasEntry = {
  operations: { bitwise_right_shift: operation, right_shift: operation },
};
