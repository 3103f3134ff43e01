import type { Kernel, KernelCall, KernelRequest } from '@tinyml/core';
import { measuredFunction } from '../code-size/measured-function.ts';

/** The kernel's call for a node, with what its function takes on the core. Only where the kernel supports the node. */
export const kernelCall = (kernel: Kernel, request: KernelRequest): KernelCall => {
  const call = kernel.lower(request);
  const size = call.size ?? measuredFunction(kernel, call.function, request.core) ?? kernel.size?.[request.core];
  return size === undefined ? call : { ...call, size };
};
