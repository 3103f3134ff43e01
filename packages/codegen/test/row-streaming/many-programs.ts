import { join } from 'node:path';
import { toBytes, type TensorData } from '@tinyml/core';
import type { EmittedFile } from '../../src/emit/file.ts';
import { arrayLines } from '../../src/emit/literal.ts';
import type { Program } from '../../src/program/program.ts';
import { runProcess } from '../../src/run/process.ts';
import { inSandbox } from '../../src/run/sandbox.ts';

/** A model as C, and what to run it on. */
export interface Job {
  readonly program: Program;
  readonly files: readonly EmittedFile[];
  readonly input: TensorData;
}

const flags =
  '-std=c99 -O1 -Wall -Wextra -Werror -pedantic -fsanitize=address,undefined -fno-sanitize-recover=all'.split(' ');

/** Links all models into one program, as a firmware would, and gives the bytes of each one's first output, in hex. */
export const runTogether = (jobs: readonly Job[]): Promise<readonly string[]> => {
  const names = jobs.map(({ program }) => program.name);
  const main = `#include <stdio.h>
${names.map((name) => `#include "${name}.h"`).join('\n')}
#include <string.h>
static void print(const void *data, size_t bytes)
{
  const unsigned char *byte = data;
  for (size_t i = 0; i < bytes; i++) printf("%02x", byte[i]);
  printf("\\n");
}
${jobs
  .map(({ input, program: { name, outputs } }) => {
    const bytes = toBytes(input);
    return `static const uint8_t ${name}_in[] = {\n${arrayLines(bytes, 'uint8_t')}\n};
static void run_${name}(void)
{
  ${name}_init();
  memcpy(${name}_input_0(), ${name}_in, ${String(bytes.length)});
  ${name}_invoke();
  print(${name}_output_0(), ${String(outputs[0]?.bytes)});
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
    const sources = names.map((name, i) => join(folders[i] as string, `${name}.c`));
    const includes = folders.map((folder) => `-I${folder}`);
    await runProcess('cc', [...flags, ...includes, 'main.c', ...sources, '-lm', '-o', 'program'], {
      cwd,
      purpose: 'compile',
    });
    const { stdout } = await runProcess(join(cwd, 'program'), [], { cwd, purpose: 'run' });
    return Buffer.from(stdout).toString().trim().split('\n');
  });
};
