import { join } from 'node:path';
import { toBytes, type TensorData } from '@tinyml/core';
import type { EmittedFile } from '../src/emit/file.ts';
import { arrayLines } from '../src/emit/literal.ts';
import type { Program } from '../src/program/program.ts';
import { runProcess } from '../src/run/process.ts';
import { inSandbox } from '../src/run/sandbox.ts';

/** A model as C, and what to run it on. */
export interface Job {
  readonly program: Program;
  readonly files: readonly EmittedFile[];
  readonly inputs: readonly TensorData[];
}

const flags =
  '-std=c99 -O1 -Wall -Wextra -Werror -pedantic -fsanitize=address,undefined -fno-sanitize-recover=all'.split(' ');

/**
 * Links all models into one program, as a firmware would, and gives the bytes of each one's outputs, in hex.
 * `oneUnit`: they are compiled as one translation unit, so that kernels which they share are compiled once.
 */
export const runTogether = (
  jobs: readonly Job[],
  { oneUnit = false } = {},
): Promise<readonly (readonly string[])[]> => {
  const names = jobs.map(({ program }) => program.name);
  const main = `#include <stdio.h>
${names.map((name) => `#include "${name}.${oneUnit ? 'c' : 'h'}"`).join('\n')}
#include <string.h>
static void print(const void *data, size_t bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < bytes; i++) printf("%02x", byte[i]);
  printf("\\n");
}
${jobs
  .map(({ inputs, program: { name, outputs } }) => {
    const bytes = inputs.map(toBytes);
    return `${bytes.map((one, i) => (one.length === 0 ? '' : `static const uint8_t ${name}_in${String(i)}[] = {\n${arrayLines(one, 'uint8_t')}\n};`)).join('\n')}
static void run_${name}(void)
{
  ${name}_init();
${bytes.map((one, i) => (one.length === 0 ? '' : `  memcpy(${name}_input_${String(i)}(), ${name}_in${String(i)}, ${String(one.length)});`)).join('\n')}
  ${name}_invoke();
${outputs.map(({ bytes: size }, i) => `  print(${name}_output_${String(i)}(), ${String(size)});`).join('\n')}
}`;
  })
  .join('\n')}
int main(void)
{
${names.map((name) => `  run_${name}();`).join('\n')}
  return 0;
}
`;
  const files = [...jobs.flatMap((job) => job.files), { path: 'main.c', contents: main, owner: 'tinyml' } as const];
  return inSandbox(files, async (cwd) => {
    const folders = names.map((name) => join('lib', name, 'src'));
    const sources = oneUnit ? [] : names.map((name, i) => join(folders[i] as string, `${name}.c`));
    const includes = folders.map((folder) => `-I${folder}`);
    await runProcess('cc', [...flags, ...includes, 'main.c', ...sources, '-lm', '-o', 'program'], {
      cwd,
      purpose: 'compile',
    });
    const { stdout } = await runProcess(join(cwd, 'program'), [], { cwd, purpose: 'run' });
    const lines = Buffer.from(stdout).toString().split('\n');
    let line = 0;
    return jobs.map(({ program: { outputs } }) => outputs.map(() => lines[line++] ?? ''));
  });
};
