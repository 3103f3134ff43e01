import { join } from 'node:path';
import type { TensorData } from '@tinyml/core';
import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import type { Program } from '../program/program.ts';
import { runProcess } from './process.ts';
import { inSandbox } from './sandbox.ts';
import { inputBytes, readResults, type RunResult } from './tensors.ts';

export interface HostOptions {
  /** Compiler; default: the environment's CC, or `cc`. */
  readonly compiler?: string;
  /** Default: `-O1`. */
  readonly flags?: readonly string[];
  /** Whether every layer's result is handed out too. Default: true. */
  readonly trace?: boolean;
  /** Whether the cases follow one another, so that state goes on from each to the next. Default: each begins anew. */
  readonly sequence?: boolean;
  /** Cases that follow one another before the next begins anew. Default: one. */
  readonly newAfter?: number;
  readonly signal?: AbortSignal;
}

const traceHeader = (macro: string): string =>
  `#include <stddef.h>\nvoid tinyml_trace(const void *pointer, size_t bytes);\n` +
  `#define ${macro}_TRACE(node, pointer, bytes) tinyml_trace(pointer, bytes)\n`;

/** Runs as many cases as its argument says: inputs from stdin; to stdout each layer's result (traced), then the outputs. */
const harness = ({ name, inputs, outputs }: Program, sequence: boolean, newAfter: number): string => `
#include "${name}.h"
#include <stdio.h>
#include <stdlib.h>
void tinyml_trace(const void *pointer, size_t bytes);
void tinyml_trace(const void *pointer, size_t bytes) { fwrite(pointer, 1, bytes, stdout); }
int main(int argc, char **argv)
{
  long left = argc < 2 ? 1 : atol(argv[1]);
${sequence ? `  if (${name}_init() != 0) return 2;\n` : '  long done = 0;\n'}  for (; left > 0; left--) {
${sequence ? '' : `    if (done++ % ${String(newAfter)} == 0 && ${name}_init() != 0) return 2;\n`}${inputs.map(({ bytes }, i) => `    if (fread(${name}_input_${String(i)}(), 1, ${String(bytes)}, stdin) != ${String(bytes)}) return 3;`).join('\n')}
    if (${name}_invoke() != 0) return 4;
${outputs.map(({ bytes }, i) => `    fwrite(${name}_output_${String(i)}(), 1, ${String(bytes)}, stdout);`).join('\n')}
  }
  return 0;
}
`;

/** Runs a compiled program on cases of inputs, in the program's order and in the inputs' own types. */
export type RunCases = (cases: readonly (readonly TensorData[])[]) => Promise<readonly RunResult[]>;

/**
 * Compiles the emitted C with the host's compiler and hands it to `use`, which may run it often; removes it afterwards.
 * The arena must be static. @throws TinymlError (TML620) when it does not compile or run.
 */
export const withHostProgram = <T>(
  files: readonly EmittedFile[],
  program: Program,
  options: HostOptions,
  use: (run: RunCases) => Promise<T>,
): Promise<T> => {
  const {
    compiler = process.env['CC'] ?? 'cc',
    flags = ['-O1'],
    newAfter = 1,
    sequence = false,
    signal,
    trace = true,
  } = options;
  const own = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const extra = [
    own('trace.h', traceHeader(program.name.toUpperCase())),
    own('main.c', harness(program, sequence, newAfter)),
  ];
  const source = join(libraryFolder(program), 'src');
  return inSandbox([...files, ...extra], async (cwd) => {
    const common = { cwd, ...(signal === undefined ? {} : { signal }) };
    const tracing = trace ? ['-include', 'trace.h'] : [];
    const sources = ['main.c', join(source, `${program.name}.c`)];
    await runProcess(compiler, ['-std=c99', ...flags, ...tracing, `-I${source}`, ...sources, '-o', 'program', '-lm'], {
      ...common,
      purpose: 'compile the generated C',
    });
    return use(async (cases) => {
      const input = Buffer.concat(cases.map((inputs) => inputBytes(program, inputs)));
      const { stdout } = await runProcess(join(cwd, 'program'), [String(cases.length)], {
        ...common,
        input,
        purpose: 'run the generated C',
      });
      return readResults(program, stdout, cases.length, trace);
    });
  });
};

/** Compiles and runs the emitted C once on the host: see `withHostProgram`. */
export const runOnHost = (
  files: readonly EmittedFile[],
  program: Program,
  cases: readonly (readonly TensorData[])[],
  options: HostOptions = {},
): Promise<readonly RunResult[]> => withHostProgram(files, program, options, (run) => run(cases));
