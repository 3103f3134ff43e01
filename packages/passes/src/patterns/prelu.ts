import type { Tensor } from '@tinyml/core';
import type { PatternRule } from './pattern-rule.ts';

const parts = { positive: 'clamp(x, 0, infinity)', negative: 'clamp(-x, 0, infinity)' };

const turned = ({ type, data }: Tensor): Tensor => ({ type, data: Float32Array.from(data as Float32Array, (a) => -a) });

/** Keras writes relu(x) − alpha · relu(−x). */
export const prelu: PatternRule = {
  name: 'prelu',
  patterns: [`${parts.positive} - alpha * ${parts.negative}`],
  constants: ['alpha'],
  result: () => ({ op: 'prelu', operands: ['x', 'alpha'] }),
};

export const negatedPrelu: PatternRule = {
  name: 'prelu with negated slopes',
  patterns: [`${parts.positive} + alpha * ${parts.negative}`],
  constants: ['alpha'],
  result: (_, constants) => ({ op: 'prelu', operands: ['x', { constant: turned(constants('alpha')) }] }),
};
