import type { Tensor } from '@tinyml/core';
import type { PatternRule } from '@tinyml/passes';

const parts = { positive: 'clamp(x, 0, infinity)', negative: 'clamp(-x, 0, infinity)' };

const turned = ({ type, data }: Tensor): Tensor => ({ type, data: Float32Array.from(data as Float32Array, (a) => -a) });

/** Keras writes relu(x) − alpha · relu(−x). */
export const patterns: readonly PatternRule[] = [
  {
    patterns: [`${parts.positive} - alpha * ${parts.negative}`],
    constants: ['alpha'],
    result: () => ({ operands: ['x', 'alpha'] }),
  },
  {
    patterns: [`${parts.positive} + alpha * ${parts.negative}`],
    constants: ['alpha'],
    result: (_, constants) => ({ operands: ['x', { constant: turned(constants('alpha')) }] }),
  },
];
