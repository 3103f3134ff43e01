import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildResult } from '@tinyml/core/internal';

interface CRecord {
  readonly header: string;
  readonly sources: readonly string[];
  readonly includeDirs: readonly string[];
  readonly flags: readonly string[];
  readonly prefix: string;
}

/** Compiles an emitted tree for the host with its own flags and runs it on raw samples; gives the raw outputs. */
export const runNative = ({ record, dir }: BuildResult, samples: Uint8Array): Uint8Array => {
  const c = record.c as unknown as CRecord;
  const [input] = record.inputs as unknown as readonly { readonly bytes: number; readonly symbol: string }[];
  const [output] = record.outputs as unknown as readonly { readonly bytes: number; readonly symbol: string }[];
  const main = `
#include "${c.header.split('/').at(-1) ?? ''}"
#include <stdio.h>
int main(int count, char **names)
{
  FILE *in = fopen(names[1], "rb"), *out = fopen(names[2], "wb");
  if (count != 3 || !in || !out || ${c.prefix}_init() != 0) return 1;
  while (fread((void *)${input?.symbol ?? ''}, ${String(input?.bytes)}, 1, in) == 1) {
    if (${c.prefix}_invoke() != 0) return 2;
    fwrite((const void *)${output?.symbol ?? ''}, ${String(output?.bytes)}, 1, out);
  }
  return fclose(out);
}
`;
  const at = (path: string): string => join(dir, path);
  writeFileSync(at('many.c'), main);
  writeFileSync(at('samples.bin'), samples);
  execFileSync('cc', [
    ...c.flags,
    ...c.includeDirs.map((folder) => `-I${at(folder)}`),
    at('many.c'),
    ...c.sources.map(at),
    '-lm',
    '-o',
    at('many'),
  ]);
  execFileSync(at('many'), [at('samples.bin'), at('outputs.bin')]);
  return new Uint8Array(readFileSync(at('outputs.bin')));
};
