import type { KerasEntry } from '@tinyml/formats';
import { placeOperation } from '../place-operation.ts';

const place = placeOperation('arg_max');

export const keras: KerasEntry = { operations: { arg_max: place, argmax: place } };
