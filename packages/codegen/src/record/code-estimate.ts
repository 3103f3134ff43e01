import type { Kernel } from '@tinyml/core';
import { callsOf, usedKernels, type Program } from '../lower/program.ts';
import { codeSizes } from './code-sizes.ts';

/** Bytes of code around the kernels, measured on Cortex-M4F: a call with its arguments, and the public functions. */
const perCall = 24;
const fixed = 160;

/**
 * Bytes of code, from the table of kernels: what a Cortex-M4 takes with the emitted flags, C library left out.
 * null where a kernel is not in the table (a third party's).
 */
export const codeEstimate = (program: Program, kernels: readonly Kernel[]): number | null => {
  const used = usedKernels(program);
  const headers = new Set(
    kernels.filter((kernel) => used.has(kernel.name)).flatMap((kernel) => kernel.sources.map((source) => source.name)),
  );
  const column = program.target.priority[0] === 'size' ? 0 : 1;
  let bytes = fixed + perCall * program.schedule.flatMap(callsOf).length;
  for (const header of headers) {
    const sizes = codeSizes[header];
    if (sizes === undefined) return null;
    bytes += sizes[column];
  }
  return bytes;
};

/** Bytes of stack of one invocation: the deepest kernel keeps its counters and sums there, and no arrays to speak of. */
export const stackEstimate = 320;
