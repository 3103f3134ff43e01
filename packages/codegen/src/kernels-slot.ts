import { defineSlot, type Kernel } from '@tinyml/core';

declare module '@tinyml/core' {
  interface OperatorSlots {
    readonly kernels: readonly Kernel[];
  }
}

/**
 * How C computes an operator. A kernel that runs several nodes belongs to the first one's operator. Of kernels that cost the
 * same the first one is taken.
 */
export const kernelsSlot = defineSlot<readonly Kernel[]>({
  name: 'kernels',
  summary: 'C kernels, with what they take',
});
