import { defineExpansion } from './define-expansion.ts';

/** STABLEHLO_COMPOSITE: an operation under a name of its own, with a graph of simpler ones that does the same. */
export const composite = defineExpansion({
  code: 206,
  options2: [21, { name: [0, 'string'], decomposition: [1, 'int32'] }],
  inputs: [0, Infinity],
  outputs: [1, Infinity],
  expand: (request, { decomposition }) => request.inline(decomposition),
});
