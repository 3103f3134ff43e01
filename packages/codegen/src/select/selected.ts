import type { Cost, Kernel, KernelCall, KernelRequest } from '@tinyml/core';
import type { Unit } from './unit.ts';

/** A node, or several, with the kernel that will run them. */
export interface Selected extends Unit {
  readonly kernel: Kernel;
  readonly request: KernelRequest;
  readonly cost: Cost;
  readonly why: string;
  /** Kernels that take fewer cycles for more flash. */
  readonly faster?: readonly Selected[];
}

/** A unit with its kernel and the call that runs it. */
export interface UnitCall extends Selected {
  readonly call: KernelCall;
}
