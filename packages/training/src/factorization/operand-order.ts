import type { WeightedOperands } from '@tinyml/core';

/** Input, filter and bias stand first, in this order, and the filter's first axis is that of the output channels. */
export const operandsInOrder = (weighted: WeightedOperands | undefined): boolean =>
  weighted?.input === 0 && weighted.filter === 1 && weighted.bias === 2 && weighted.channelAxis === 0;
