import { elementCount, type KernelRequest } from '@tinyml/core';
import type { VectorSizes } from '../../../kernel/weighted/matrix-cost.ts';
import type { MatrixResults } from '../../../kernel/weighted/matrix-records.ts';
import { resultLimits } from '../../../kernel/result-limits.ts';
import { weightedOperands, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export const denseOperands = (request: KernelRequest<'fully_connected'>): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

export const denseSizes = ({ types: { x, filter } }: WeightedOperands): VectorSizes => {
  const [outputs, depth] = filter.shape as readonly [number, number];
  return { rows: elementCount(x.shape) / depth, depth, outputs };
};

export const denseResults = (
  request: KernelRequest<'fully_connected'>,
  { types: { y } }: WeightedOperands,
): MatrixResults => ({ ...resultLimits(request.node.attrs.activation, y), once: true });
