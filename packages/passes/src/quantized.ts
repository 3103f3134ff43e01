import type { Graph } from '@tinyml/core';

/**
 * True where a tensor is quantised. In such a graph a float result that differs by rounding may cross a quantisation
 * step, so that passes which are exact up to rounding leave it alone.
 */
export const isQuantized = (graph: Graph): boolean => {
  for (const { type } of graph.values.values()) if (type.quant !== undefined) return true;
  return false;
};
