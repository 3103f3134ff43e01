import type { KernelRequest } from '@tinyml/core';
import { weightedOperands, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export type DepthwiseRequest = KernelRequest<'depthwise_conv_2d'>;

export const depthwiseOperands = (request: DepthwiseRequest): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 3);

/** Products in one result. */
export const depthwiseTaps = ({ filter }: WeightedOperands): number =>
  (filter.type.shape[1] as number) * (filter.type.shape[2] as number);
