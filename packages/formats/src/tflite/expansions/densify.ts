import { defineExpansion } from './define-expansion.ts';

/** DENSIFY: a sparse constant as a dense one, which it is when it has been read. */
export const densify = defineExpansion({
  code: 124,
  options: [99, {}],
  inputs: [1, 1],
  expand(request) {
    const [from = ''] = request.inputs;
    return request.same(from) ? undefined : 'its operand is no constant';
  },
});
