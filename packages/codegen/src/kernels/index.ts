import type { Kernel } from '@tinyml/core';

/** Every built-in kernel, by name. */
export const builtinKernels: readonly Kernel[] = [];
