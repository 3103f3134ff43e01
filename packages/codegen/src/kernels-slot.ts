import { defineSlot, type Kernel } from '@tinyml/core';
import { rules } from '@tinyml/core/internal';

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
  rules: { entry: rules.listOf(rules.anything, 1000) },
});
