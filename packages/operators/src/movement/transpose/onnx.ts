import type { OnnxOperators } from '@tinyml/formats';

export const onnx: OnnxOperators = {
  Transpose: (call) => {
    const x = call.operand(0);
    const rank = call.rankOf(x);
    const perm = call.attributes.ints('perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i);
    if (perm.length !== rank || new Set(perm).size !== rank || perm.some((axis) => axis < 0 || axis >= rank))
      throw call.refused(`perm [${perm.join(', ')}] is no order of ${String(rank)} axes`);
    return call.permuted(x, perm);
  },
};
