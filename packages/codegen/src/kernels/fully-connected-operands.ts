import { elementCount, type KernelRequest } from '@tinyml/core';
import type { VectorSizes } from './matrix-cost.ts';
import type { MatrixResults } from './matrix-records.ts';
import { resultLimits } from './result-limits.ts';
import { weightedOperands, type WeightedOperands } from './weighted-constants.ts';

export const denseOperands = (request: KernelRequest<'fully_connected'>): WeightedOperands =>
  weightedOperands(request as KernelRequest, { x: 0, filter: 1, bias: 2 }, 0);

export const denseSizes = ({ types: { x, filter } }: WeightedOperands): VectorSizes => {
  const [outputs, depth] = filter.shape as readonly [number, number];
  return { rows: elementCount(x.shape) / depth, depth, outputs };
};

export const denseResults = (
  request: KernelRequest<'fully_connected'>,
  { types: { y } }: WeightedOperands,
): MatrixResults => ({ ...resultLimits(request.node.attrs.activation, y), once: true });
