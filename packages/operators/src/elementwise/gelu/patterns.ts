import type { PatternRule } from '@tinyml/passes';

const written = (attrs: { readonly approximate: boolean }, ...patterns: readonly string[]): PatternRule => ({
  patterns,
  result: () => ({ attrs, operands: ['x'] }),
});

/** By the error function, and by its approximation with tanh (Hendrycks and Gimpel, arXiv:1606.08415). */
export const patterns: readonly PatternRule[] = [
  written(
    { approximate: false },
    '0.5 * x * (1 + erf(0.7071067811865476 * x))',
    'x * (0.5 + 0.5 * erf(0.7071067811865476 * x))',
  ),
  written(
    { approximate: true },
    '0.5 * x * (1 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))',
    '0.5 * x * (1 + tanh(0.7978845608028654 * x * (1 + 0.044715 * x * x)))',
    'x * logistic(1.5957691216057308 * (x + 0.044715 * x * x * x))',
    'x * logistic(1.5957691216057308 * x * (1 + 0.044715 * x * x))',
  ),
];
