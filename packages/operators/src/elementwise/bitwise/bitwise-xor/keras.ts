import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { bitwise_xor: operationOfTwo('bitwise_xor') },
};
