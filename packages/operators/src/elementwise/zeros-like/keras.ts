import type { KerasEntry } from '@tinyml/formats';
import { operationOfOne } from '../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { zeros_like: operationOfOne('zeros_like') },
};
