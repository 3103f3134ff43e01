import { join } from 'node:path';
import type { TensorData } from '@tinyml/core';
import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import type { Program } from '../lower/program.ts';
import { runProcess } from './process.ts';
import { inSandbox } from './sandbox.ts';
import { inputBytes, readResults, type RunResult } from './tensors.ts';

export interface HostOptions {
  /** Compiler; default: the environment's CC, or `cc`. */
  readonly compiler?: string;
  /** Default: `-O1`. */
  readonly flags?: readonly string[];
  readonly signal?: AbortSignal;
}

const traceHeader = (macro: string): string =>
  `#include <stddef.h>\nvoid tinyml_trace(const void *pointer, size_t bytes);\n` +
  `#define ${macro}_TRACE(node, pointer, bytes) tinyml_trace(pointer, bytes)\n`;

/** Reads the inputs of each case from stdin; writes every layer's result, then the outputs, to stdout. */
const harness = ({ name, inputs, outputs }: Program, cases: number): string => `
#include "${name}.h"
#include <stdio.h>
void tinyml_trace(const void *pointer, size_t bytes);
void tinyml_trace(const void *pointer, size_t bytes) { fwrite(pointer, 1, bytes, stdout); }
int main(void)
{
  int i;
  if (${name}_init() != 0) return 2;
  for (i = 0; i < ${String(cases)}; i++) {
${inputs.map(({ bytes }, i) => `    if (fread(${name}_input_${String(i)}(), 1, ${String(bytes)}, stdin) != ${String(bytes)}) return 3;`).join('\n')}
    if (${name}_invoke() != 0) return 4;
${outputs.map(({ bytes }, i) => `    fwrite(${name}_output_${String(i)}(), 1, ${String(bytes)}, stdout);`).join('\n')}
  }
  return 0;
}
`;

/**
 * Compiles the emitted C with the host's compiler and runs it, once for each case of inputs (in the program's order,
 * in the inputs' own types). The arena must be static. @throws TinymlError (TML620) when it does not compile or run.
 */
export const runOnHost = (
  files: readonly EmittedFile[],
  program: Program,
  cases: readonly (readonly TensorData[])[],
  options: HostOptions = {},
): Promise<readonly RunResult[]> => {
  const { compiler = process.env['CC'] ?? 'cc', flags = ['-O1'], signal } = options;
  const own = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const extra = [
    own('trace.h', traceHeader(program.name.toUpperCase())),
    own('main.c', harness(program, cases.length)),
  ];
  const source = join(libraryFolder(program), 'src');
  return inSandbox([...files, ...extra], async (cwd) => {
    const common = { cwd, ...(signal === undefined ? {} : { signal }) };
    await runProcess(
      compiler,
      [
        '-std=c99',
        ...flags,
        '-include',
        'trace.h',
        `-I${source}`,
        'main.c',
        join(source, `${program.name}.c`),
        '-o',
        'program',
        '-lm',
      ],
      { ...common, purpose: 'compile the generated C' },
    );
    const input = Buffer.concat(cases.map((inputs) => inputBytes(program, inputs)));
    const { stdout } = await runProcess(join(cwd, 'program'), [], { ...common, input, purpose: 'run the generated C' });
    return readResults(program, stdout, cases.length, true);
  });
};
