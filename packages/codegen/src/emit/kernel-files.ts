import { readFileSync } from 'node:fs';
import { kernelSourceClash, TinymlError, type Kernel } from '@tinyml/core';
import { usedKernels, type Program } from '../lower/program.ts';

/** Name and text of every C header that the program's kernels need, sorted by name. */
export const kernelFiles = (program: Program, kernels: readonly Kernel[]): ReadonlyMap<string, string> => {
  const used = usedKernels(program);
  const files = new Map<string, { readonly text: string; readonly kernel: string }>();
  for (const kernel of kernels) {
    if (!used.has(kernel.name)) continue;
    for (const { name, path } of kernel.sources) {
      const text = readFileSync(path, 'utf8');
      const other = files.get(name);
      if (other !== undefined && other.text !== text)
        throw new TinymlError(kernelSourceClash(name, other.kernel, kernel.name));
      files.set(name, { text, kernel: kernel.name });
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { text }]) => [name, text]));
};
