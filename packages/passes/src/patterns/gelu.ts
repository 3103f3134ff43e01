import type { PatternRule } from './pattern-rule.ts';

/** By the error function, and by its approximation with tanh (Hendrycks and Gimpel, arXiv:1606.08415). */
const forms = {
  exact: ['0.5 * x * (1 + erf(0.7071067811865476 * x))', 'x * (0.5 + 0.5 * erf(0.7071067811865476 * x))'],
  approximate: [
    '0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))',
    '0.5 * x * (1 + tanh(0.7978845608028654 * x * (1 + 0.044715 * x * x)))',
    'x * logistic(1.5957691216057308 * (x + 0.044715 * x * x * x))',
    'x * logistic(1.5957691216057308 * x * (1 + 0.044715 * x * x))',
  ],
} as const;

const geluOf = (name: keyof typeof forms): PatternRule => ({
  name: `gelu, ${name}`,
  patterns: forms[name],
  result: () => ({ op: 'gelu', attrs: { approximate: name === 'approximate' }, operands: ['x'] }),
});

export const exactGelu = geluOf('exact');
export const approximateGelu = geluOf('approximate');
