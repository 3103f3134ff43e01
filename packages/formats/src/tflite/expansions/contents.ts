import { computedPositions, defineExpansion } from './define-expansion.ts';

/** RANGE. */
export const range = defineExpansion({
  code: 96,
  inputs: [3, 3],
  expand(request) {
    const [start, limit, step] = request.inputs.map((id) => request.numbers(id)?.[0]);
    if (start === undefined || limit === undefined || step === undefined) return computedPositions;
    if (request.typeOf(request.outputs[0] ?? '').dtype === 'float32') return 'ranges of floats are not supported';
    const count = Math.ceil((limit - start) / step);
    if (!(count >= 0 && count <= 65536)) return `it counts from ${String(start)} to ${String(limit)}`;
    request.elements(Array.from({ length: count }, (_, i) => start + i * step));
    return undefined;
  },
});

/** RANK. */
export const rank = defineExpansion({
  code: 110,
  inputs: [1, 1],
  expand(request) {
    request.elements([request.typeOf(request.inputs[0] ?? '').shape.length]);
    return undefined;
  },
});
