import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

/** TML301: an operator that tinyml does not have. */
export const unsupportedOperator = (node: string, operator: string, reason: string): Diagnostic => ({
  code: 'TML301',
  severity: 'error',
  message: `${operator} (${node}): ${reason}`,
  hint: 'run `tinyml inspect` to see every layer; an npm package can add an operator (docs/write-a-pass.md)',
});

export const graphExplanations: Explanations = {
  TML301: `The model uses an operator, or an attribute or type of one, that tinyml cannot run. Every such layer is
listed at once, before anything is built. Replace the layer in the source model, or add the operator with a package.`,
};
