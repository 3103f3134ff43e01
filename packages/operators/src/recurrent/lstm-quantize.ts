import type { QuantRule } from '@tinyml/passes';
import { position } from './lstm-operands.ts';

type Role = QuantRule['operands'][number];

const weights: readonly number[] = [
  ...Object.values(position.weights),
  ...Object.values(position.recurrent),
  position.projection,
];

/** Matrices as int8 on float activations; vectors and states stay as they are. */
export const lstmQuantize: QuantRule = {
  operands: Array.from({ length: position.normalization.output + 1 }, (_, at): Role => {
    if (at === position.input) return 'activation';
    return weights.includes(at) ? 'weight' : 'plain';
  }),
  hybrid: true,
};
