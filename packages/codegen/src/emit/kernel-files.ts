import { readFileSync } from 'node:fs';
import { TinymlError, type Kernel, type KernelSource } from '@tinyml/core';
import { kernelSourceClash } from '../diagnostics/kernels.ts';
import { kernelSources } from '../kernels/sources.ts';
import { hasSeparateFlash, usedKernels, type Program } from '../program/program.ts';
import type { KernelFile } from './name-clash.ts';

/** Every C header that the program's kernels need, by its name, sorted. */
export const kernelFiles = (program: Program, kernels: readonly Kernel[]): ReadonlyMap<string, KernelFile> => {
  const used = usedKernels(program);
  const files = new Map<string, KernelFile>();
  const add = (kernel: string, sources: readonly KernelSource[]): void => {
    for (const { name, path } of sources) {
      const text = readFileSync(path, 'utf8');
      const other = files.get(name);
      if (other !== undefined && other.text !== text)
        throw new TinymlError(kernelSourceClash(name, other.kernel, kernel));
      files.set(name, { text, kernel });
    }
  };
  for (const { name, sources } of kernels) if (used.has(name)) add(name, sources);
  if (hasSeparateFlash(program)) add('tinyml', kernelSources('tml_port.h'));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
};
