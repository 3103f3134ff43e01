import type { Kernel, KernelCall, KernelRequest } from '@tinyml/core';

/** The kernel's call for a node, with the size that the kernel declares for the core. Only where it supports the node. */
export const kernelCall = (kernel: Kernel, request: KernelRequest): KernelCall => {
  const call = kernel.lower(request);
  const size = call.size ?? kernel.size?.[request.core];
  return size === undefined ? call : { ...call, size };
};
