import { join } from 'node:path';
import type { TensorData } from '@tinyml/core';
import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import { arrayLines } from '../emit/literal.ts';
import type { Program } from '../program/program.ts';
import { crossCompile, needEmulation, runEmulated } from './emulation.ts';
import { harnessConstants } from './harness-constants.ts';
import { inSandbox } from './sandbox.ts';
import { inputBytes, readResults, type RunResult } from './tensors.ts';

export interface QemuOptions {
  /** Flags of the C compiler; default `-O2`. */
  readonly flags?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface QemuRun {
  readonly cases: readonly RunResult[];
  /** Executed instructions of the last case, exact to about 40; null where the start-up code has no clock. */
  readonly instructions: number | null;
}

/** The trace hook prints each step's result, but in a second inference, which is timed. */
const traceHeader = (macro: string): string =>
  `#include <stddef.h>\nvoid tinyml_trace(const void *pointer, size_t bytes);\n` +
  `#define ${macro}_TRACE(node, pointer, bytes) tinyml_trace(pointer, bytes)\n`;

const harness = (program: Program, cases: readonly Uint8Array[]): string => {
  const { name, inputs, outputs } = program;
  let offset = 0;
  const fill = inputs.map(({ bytes }, i) => {
    const line = `    copy(${name}_input_${String(i)}(), inputs[i] + ${String(offset)}, ${String(bytes)});`;
    offset += bytes;
    return line;
  });
  const rows = cases.map((bytes) => `{\n${arrayLines(bytes, 'uint8_t')}\n}`).join(',\n');
  return `
#include "${name}.h"
${harnessConstants}void tinyml_write(const char *text);
uint64_t tinyml_ticks(void);
void tinyml_trace(const void *pointer, size_t bytes);
static const TINYML_FLASH uint8_t inputs[${String(cases.length)}][${String(Math.max(1, offset))}] = { ${rows} };
static uint64_t times[2];
static int printing;
static char digit(int value) { return (char)(value < 10 ? '0' + value : 'a' + value - 10); }
static void hex(const void *pointer, size_t bytes)
{
  const uint8_t *from = (const uint8_t *)pointer;
  char line[34];
  size_t i, at = 0;
  for (i = 0; i < bytes; i++) {
    line[at++] = digit(from[i] >> 4);
    line[at++] = digit(from[i] & 15);
    if (at == 32 || i + 1 == bytes) { line[at++] = '\\n'; line[at] = 0; tinyml_write(line); at = 0; }
  }
}
void tinyml_trace(const void *pointer, size_t bytes)
{
  if (printing) hex(pointer, bytes);
}
static void fill(int i)
{
  (void)i;
${fill.join('\n')}
}
int main(void)
{
  int i;
  if (${name}_init() != 0) return 2;
  for (i = 0; i < ${String(cases.length)}; i++) {
    fill(i);
    printing = 1;
    if (${name}_invoke() != 0) return 3;
${outputs.map(({ bytes }, i) => `    hex(${name}_output_${String(i)}(), ${String(bytes)});`).join('\n')}
  }
  /* The last one again for the time that it takes, without writing. */
  printing = 0;
  fill(i - 1);
  times[0] = tinyml_ticks();
  if (${name}_invoke() != 0) return 3;
  times[1] = tinyml_ticks();
  tinyml_write("ticks\\n");
  hex(times, sizeof times);
  return 0;
}
`;
};

/**
 * Cross-compiles the emitted C, runs it on an emulated core and counts instructions.
 * @throws TinymlError where QEMU has no machine for the core (TML621), or a tool is missing or fails (TML620).
 */
export const runInQemu = (
  files: readonly EmittedFile[],
  program: Program,
  cases: readonly (readonly TensorData[])[],
  options: QemuOptions = {},
): Promise<QemuRun> => {
  const { flags = ['-O2'], signal } = options;
  const emulation = needEmulation(program.target);
  const own = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const packed = cases.map((inputs) => inputBytes(program, inputs));
  const extra = [own('trace.h', traceHeader(program.name.toUpperCase())), own('main.c', harness(program, packed))];
  const source = join(libraryFolder(program), 'src');
  return inSandbox([...files, ...extra], async (cwd) => {
    const { perTick } = emulation.tools;
    const common = { cwd, ...(signal === undefined ? {} : { signal }) };
    const sources = [`-I${source}`, 'main.c', join(source, `${program.name}.c`)];
    const output = 'program.elf';
    await crossCompile(emulation, { ...common, parameters: [...flags, '-include', 'trace.h', ...sources], output });
    const counting = { ...common, program: output, parameters: ['-icount', 'shift=0'] };
    const { stderr, stdout } = await runEmulated(emulation, counting);
    const [tensors = '', timing = ''] = `${stderr}${Buffer.from(stdout).toString('latin1')}`
      .replace(/tinyml: exit \d+\s*$/, '')
      .split('ticks\n');
    const bytesOf = (text: string): Uint8Array => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');
    const [start = 0n, end = 0n] = new BigUint64Array(new Uint8Array(bytesOf(timing)).buffer);
    return {
      cases: readResults(program, bytesOf(tensors), cases.length, true),
      instructions: perTick === null ? null : Number(end - start) * perTick,
    };
  });
};
