import { elementCount, type Shape } from '@tinyml/core';

/** `uniform`: each layer to the same share of zeros · `erdos-renyi`: small layers to a smaller one, the same in total. */
export type Distribution = 'uniform' | 'erdos-renyi';

/**
 * Shares of zeros of layers with weights of these shapes, `sparsity` of all together: the density of a layer is
 * proportional to the sum of its dimensions over their product, at most 1. Evci et al., "Rigging the lottery: making all
 * tickets winners", 2020, section 3 (Erdős–Rényi kernel).
 */
export const erdosRenyi = (shapes: readonly Shape[], sparsity: number): readonly number[] => {
  const dense = new Set<number>();
  for (;;) {
    const free = shapes.map((_, i) => i).filter((i) => !dense.has(i));
    const sum = (indices: Iterable<number>, of: (shape: Shape) => number): number =>
      [...indices].reduce((total, i) => total + of(shapes[i] ?? []), 0);
    const weights = (1 - sparsity) * sum(shapes.keys(), elementCount) - sum(dense, elementCount);
    const dimensions = (shape: Shape): number => shape.reduce((a, b) => a + b, 0);
    const scale = weights / sum(free, dimensions);
    const density = (i: number): number => (scale * dimensions(shapes[i] ?? [])) / elementCount(shapes[i] ?? []);
    const full = free.filter((i) => density(i) > 1);
    if (full.length === 0) return shapes.map((_, i) => (dense.has(i) ? 0 : 1 - density(i)));
    for (const i of full) dense.add(i);
  }
};
