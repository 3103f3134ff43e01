import type { Target } from '@tinyml/core';

/** Fast kernels take four channels at once, and the last one to three of them singly: a removed channel may cost cycles. */
const byWords = 4;

/** What the number of channels left of a layer should be a multiple of, where the options do not say. */
export const usualMultiple = ({ priority }: Target): number => (priority[0] === 'latency' ? byWords : 1);
