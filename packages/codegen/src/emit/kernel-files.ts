import { readFileSync } from 'node:fs';
import { TinymlError, type Kernel, type KernelSource } from '@tinyml/core';
import { kernelSourceClash } from '../diagnostics/kernels.ts';
import { hasSeparateFlash, usedKernels, type Program } from '../program/program.ts';
import type { KernelFile } from './name-clash.ts';

/** What compilers and cores differ in, flash of its own included: tinyml's kernels bring it. */
const portHeader = (kernels: readonly Kernel[]): KernelSource => {
  const found = kernels.flatMap(({ sources }) => sources).find(({ name }) => name === 'tml_port.h');
  if (found === undefined) throw new Error('no kernel brings tml_port.h');
  return found;
};

/** Every C header that the program's kernels need, by its name, sorted. */
export const kernelFiles = (program: Program, kernels: readonly Kernel[]): ReadonlyMap<string, KernelFile> => {
  const used = usedKernels(program);
  const files = new Map<string, KernelFile>();
  const add = (kernel: string, sources: readonly KernelSource[]): void => {
    for (const { name, path, text = readFileSync(path, 'utf8') } of sources) {
      const other = files.get(name);
      if (other !== undefined && other.text !== text)
        throw new TinymlError(kernelSourceClash(name, other.kernel, kernel));
      files.set(name, { text, kernel });
    }
  };
  for (const { name, sources } of kernels) if (used.has(name)) add(name, sources);
  if (hasSeparateFlash(program)) add('tinyml', [portHeader(kernels)]);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
};
