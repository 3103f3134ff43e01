import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { measuredFunction } from '@tinyml/codegen';
import type { Core, Kernel } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';

/** The functions of a kernel's own header that a program may call, as they are spelled out or made by a macro. */
const functionsOf = ({ sources }: Kernel): readonly string[] => {
  const text = readFileSync(sources.at(-1)?.path ?? '', 'utf8');
  const spelled =
    /^static inline void (tml_\w+)\(\s*const tml_\w+_params \*\w+, const \w+ \*\w+[^()]*\)\s*\{|^TML_(?:COMBINE|MAP)\((tml_\w+),/gm;
  return (
    [...text.matchAll(spelled)]
      .map(([, plain, made]) => (plain ?? made) as string)
      // A header's kernels are those that it does not call itself.
      .filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length === 2)
  );
};

test.each<[Core, RegExp]>([
  ['cortex-m4f', /./],
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
