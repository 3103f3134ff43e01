/** What the int8 kernels of conv_2d for Armv7E-M read off a request. */

import { quantizedActivationRange, type KernelRequest } from '@tinyml/core';
import type { MatrixResults } from './matrix-records.ts';
import { weightedOperands, type WeightedOperands } from './weighted-constants.ts';

export type Conv2dRequest = KernelRequest<'conv_2d'>;

export const conv2dOperands = (request: Conv2dRequest): WeightedOperands =>
  weightedOperands(request as KernelRequest, { x: 0, filter: 1, bias: 2 }, 0);

export const conv2dResults = (request: Conv2dRequest, { types: { y } }: WeightedOperands): MatrixResults => {
  const zeroPoint = y.quant?.zeroPoint[0] ?? 0;
  const [min, max] = quantizedActivationRange(request.node.attrs.activation, y.quant?.scale[0] ?? 1, zeroPoint, 'int8');
  return { zeroPoint, min, max, once: false };
};
