import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { kernelRow } from '@tinyml/codegen';
import type { Core } from '@tinyml/core';

const kernels = fileURLToPath(new URL('../src/', import.meta.url));

const spelled = (header: string): readonly string[] =>
  [
    ...readFileSync(`${kernels}${header}`, 'utf8').matchAll(
      /^static inline void (tml_\w+)\(\s*const tml_\w+_params \*\w+, const \w+ \*\w+[^()]*\)\s*\{/gm,
    ),
  ].map(([, name]) => name as string);

test.each<[Core, RegExp]>([
  ['cortex-m4f', /./],
  ['cortex-m3', /^(?!.*_(?:dsp|fpu)\.h)/],
  ['avr', /^(?!.*_(?:dsp|fpu)\.h)/],
])(
  'the table of %s has every kernel whose name is spelled out; else run pnpm bench:sizes --tables',
  (core, headers) => {
    const names = readdirSync(kernels, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.h') && headers.test(basename(path)))
      // A header's kernels are those that it does not call itself.
      .flatMap((header) => {
        const text = readFileSync(`${kernels}${header}`, 'utf8');
        return spelled(header).filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length === 2);
      });
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => kernelRow(name, core) === undefined)).toEqual([]);
  },
);
