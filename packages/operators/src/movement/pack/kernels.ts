import type { Kernel } from '@tinyml/core';
import { joining } from '../kernels/joining.ts';

/** Rows of bytes from each operand, one after another. */
export const kernels: readonly Kernel[] = [joining('pack', 'few'), joining('pack', 'many')];
