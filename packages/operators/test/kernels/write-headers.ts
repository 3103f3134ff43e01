import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kernel } from '@tinyml/core';

/** Writes the headers of kernels into a folder, as they are emitted. Their names, dependencies first. */
export const writeHeaders = (kernels: readonly Kernel[], folder: string): readonly string[] => {
  const sources = new Map(kernels.flatMap((kernel) => kernel.sources.map((source) => [source.name, source])));
  for (const { name, path, text } of sources.values()) writeFileSync(join(folder, name), text ?? readFileSync(path));
  return [...sources.keys()];
};
