import type { KerasEntry } from '@tinyml/formats';
import { operationOfOne } from '../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { erf: operationOfOne('erf') },
};
