/** What the int8 kernels of conv_2d for Armv7E-M read off a request. */

import { type KernelRequest } from '@tinyml/core';
import type { MatrixResults } from '../../../kernel/weighted/matrix-records.ts';
import { resultLimits } from '../../../kernel/result-limits.ts';
import { weightedOperands, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export type Conv2dRequest = KernelRequest<'conv_2d'>;

export const conv2dOperands = (request: Conv2dRequest): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

export const conv2dResults = (request: Conv2dRequest, { types: { y } }: WeightedOperands): MatrixResults => ({
  ...resultLimits(request.node.attrs.activation, y),
  once: false,
});
