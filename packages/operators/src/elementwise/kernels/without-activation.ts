import type { Kernel } from '@tinyml/core';

/** The kernel for nodes that do not limit their result. */
export const withoutActivation = (kernel: Kernel): Kernel => ({
  ...kernel,
  supports(request) {
    const { activation = 'none' } = request.node.attrs as { readonly activation?: string };
    return activation === 'none' ? kernel.supports(request) : 'takes nodes without an activation';
  },
});
