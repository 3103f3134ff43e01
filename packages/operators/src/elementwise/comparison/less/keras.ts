import type { KerasEntry } from '@tinyml/formats';
import { operationOfTwo } from '../../keras-operations.ts';

export const keras: KerasEntry = {
  operations: { less: operationOfTwo('less') },
};
