import type { KerasEntry } from '@tinyml/formats';
import { placeOperation } from '../place-operation.ts';

const place = placeOperation('arg_min');

export const keras: KerasEntry = { operations: { arg_min: place, argmin: place } };
