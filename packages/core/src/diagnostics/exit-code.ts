import type { Diagnostic } from './diagnostic.ts';
import { isOwnCode } from './explanation.ts';

const byHundreds: readonly number[] = [2, 3, 3, 3, 3, 4, 3, 6, 3, 1];

/**
 * The process's exit status for the first error in `diagnostics`; 0 without an error. Of tinyml's own codes the number says
 * which (see catalogue/README.md); of a package's codes the message does, else it is 3.
 */
export const exitCode = (diagnostics: readonly Diagnostic[]): number => {
  const error = diagnostics.find((diagnostic) => diagnostic.severity === 'error');
  if (error === undefined) return 0;
  if (!isOwnCode(error.code)) return error.exitStatus ?? 3;
  const number = Number(error.code.slice(3));
  if (number >= 70 && number < 80) return 5;
  if (number >= 450 && number < 500) return 1;
  if (number >= 620 && number < 630) return 5;
  return byHundreds[Math.floor(number / 100)] ?? 1;
};
