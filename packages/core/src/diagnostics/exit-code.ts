import type { Diagnostic } from './diagnostic.ts';

const byHundreds: readonly number[] = [2, 3, 3, 3, 3, 4, 3, 6, 3, 1];

/** The process's exit status for the first error in `diagnostics` (see catalogue/README.md); 0 without an error. */
export const exitCode = (diagnostics: readonly Diagnostic[]): number => {
  const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (error === undefined) return 0;
  const number = Number(error.code.slice(3));
  if (number >= 70 && number < 80) return 5;
  if (number >= 450 && number < 500) return 1;
  if (number >= 620 && number < 630) return 5;
  return byHundreds[Math.floor(number / 100)] ?? 1;
};
