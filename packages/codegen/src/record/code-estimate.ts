import type { Kernel, Metric } from '@tinyml/core';
import { callsOf, usedKernels, type Program } from '../lower/program.ts';
import { codeSizes } from './code-sizes.ts';

/** Bytes of code around the kernels, measured on Cortex-M4F: a call with its arguments, and the public functions. */
const perCall = 24;
const fixed = 160;

/** Bytes of code for that many calls of those kernels; null where one is not in the table (a third party's). */
export const codeBytes = (kernels: readonly Kernel[], calls: number, priority: Metric | undefined): number | null => {
  const headers = new Set(kernels.flatMap((kernel) => kernel.sources.map((source) => source.name)));
  let bytes = fixed + perCall * calls;
  for (const header of headers) {
    const sizes = codeSizes[header];
    if (sizes === undefined) return null;
    bytes += sizes[priority === 'size' ? 0 : 1];
  }
  return bytes;
};

/** Bytes of code, from the table of kernels: what a Cortex-M4 takes with the emitted flags, C library left out. */
export const codeEstimate = (program: Program, kernels: readonly Kernel[]): number | null => {
  const used = usedKernels(program);
  return codeBytes(
    kernels.filter((kernel) => used.has(kernel.name)),
    program.schedule.flatMap(callsOf).length,
    program.target.priority[0],
  );
};

/** Bytes of stack of one invocation: the deepest kernel keeps its counters and sums there, and no arrays to speak of. */
export const stackEstimate = 320;
