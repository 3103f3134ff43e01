import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { measuredFunction } from '@tinyml/codegen';
import type { Core, Kernel, KernelSource } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';

const sourceText = (source: KernelSource | undefined): string =>
  source?.text ?? readFileSync(source?.path ?? '', 'utf8');

/** The functions of a kernel's own header that a program may call, as they are spelled out. */
const functionsOf = ({ sources }: Kernel): readonly string[] => {
  const text = sourceText(sources.at(-1));
  const spelled = /^static inline void (tml_\w+)\(\s*const tml_\w+_params \*\w+, const \w+ \*\w+[^()]*\)\s*\{/gm;
  return (
    [...text.matchAll(spelled)]
      .map(([, name]) => name as string)
      // A header's kernels are those that it does not call itself.
      .filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length === 2)
  );
};

test.each<[Core, RegExp]>([
  ['cortex-m4f', /^(generic|dsp|fpu)$/],
  ['cortex-m55', /./],
  ['cortex-m3', /^generic$/],
  ['avr', /^generic$/],
])(
  'on %s the size is known of every function that a kernel has in its own header; else run pnpm bench:sizes --tables --missing',
  (core, sets) => {
    const kernels = builtinKernels.filter(({ isa }) => sets.test(isa));
    const functions = kernels.flatMap((kernel) => functionsOf(kernel).map((name) => [kernel, name] as const));
    expect(functions.length).toBeGreaterThan(100);
    const unknown = functions.filter(([kernel, name]) => measuredFunction(kernel, name, core) === undefined);
    expect(unknown.map(([kernel, name]) => `${kernel.name}: ${name}`)).toEqual([]);
  },
);
