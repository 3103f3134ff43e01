import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { notYet, TinymlError, type Core, type TensorData } from '@tinyml/core';
import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import { arrayLines } from '../emit/literal.ts';
import type { Program } from '../lower/program.ts';
import { runProcess } from './process.ts';
import { inSandbox } from './sandbox.ts';
import { inputBytes, readResults, type RunResult } from './tensors.ts';

/** How a core is compiled for and emulated. */
export interface Emulation {
  readonly machine: string;
  readonly flags: readonly string[];
}

const hard = ['-mthumb', '-mfloat-abi=hard'];

const emulations: Partial<Readonly<Record<Core, Emulation>>> = {
  'cortex-m3': { machine: 'mps2-an385', flags: ['-mthumb', '-mcpu=cortex-m3'] },
  'cortex-m4': { machine: 'mps2-an386', flags: ['-mthumb', '-mcpu=cortex-m4'] },
  'cortex-m4f': { machine: 'mps2-an386', flags: [...hard, '-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16'] },
  'cortex-m7': { machine: 'mps2-an500', flags: [...hard, '-mcpu=cortex-m7', '-mfpu=fpv5-d16'] },
};

/** QEMU's machine for a core, undefined where none is supported. */
export const emulationOf = (core: Core): Emulation | undefined => emulations[core];

export interface QemuOptions {
  /** Flags of the C compiler; default `-O2`. */
  readonly flags?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface QemuRun {
  readonly cases: readonly RunResult[];
  /** Executed instructions of the last case, exact to about 40. */
  readonly instructions: number;
  /** The same for each step of the schedule. */
  readonly steps: readonly { readonly node: string; readonly instructions: number }[];
}

const perTick = 40;

/** The trace hook notes the time of each step; it prints its result only in a second, untimed inference. */
const traceHeader = (macro: string): string =>
  `#include <stddef.h>\nvoid tinyml_trace(const void *pointer, size_t bytes);\n` +
  `#define ${macro}_TRACE(node, pointer, bytes) tinyml_trace(pointer, bytes)\n`;

const harness = (program: Program, cases: readonly Uint8Array[]): string => {
  const { name, inputs, outputs, schedule } = program;
  const marks = schedule.reduce((sum, group) => sum + group.outputs.length, 0);
  let offset = 0;
  const fill = inputs.map(({ bytes }, i) => {
    const line = `    memcpy(${name}_input_${String(i)}(), inputs[i] + ${String(offset)}, ${String(bytes)});`;
    offset += bytes;
    return line;
  });
  const rows = cases.map((bytes) => `{\n${arrayLines(bytes, 'uint8_t')}\n}`).join(',\n');
  return `
#include "${name}.h"
#include <string.h>
void tinyml_write(const char *text);
uint64_t tinyml_ticks(void);
void tinyml_trace(const void *pointer, size_t bytes);
static const uint8_t inputs[${String(cases.length)}][${String(Math.max(1, offset))}] = { ${rows} };
static uint64_t marks[${String(marks + 1)}];
static unsigned count;
static int printing;
static void hex(const void *pointer, size_t bytes)
{
  static const char digits[] = "0123456789abcdef";
  const uint8_t *from = (const uint8_t *)pointer;
  char line[130];
  size_t i, at = 0;
  for (i = 0; i < bytes; i++) {
    line[at++] = digits[from[i] >> 4];
    line[at++] = digits[from[i] & 15];
    if (at == 128 || i + 1 == bytes) { line[at++] = '\\n'; line[at] = 0; tinyml_write(line); at = 0; }
  }
}
void tinyml_trace(const void *pointer, size_t bytes)
{
  if (printing) hex(pointer, bytes);
  else if (count < ${String(marks)}) marks[count++] = tinyml_ticks();
}
static void fill(int i)
{
  (void)i;
${fill.join('\n')}
}
int main(void)
{
  uint64_t start;
  int i;
  if (${name}_init() != 0) return 2;
  for (i = 0; i < ${String(cases.length)}; i++) {
    fill(i);
    printing = 1;
    if (${name}_invoke() != 0) return 3;
${outputs.map(({ bytes }, i) => `    hex(${name}_output_${String(i)}(), ${String(bytes)});`).join('\n')}
    fill(i);
    printing = 0;
    count = 0;
    start = tinyml_ticks();
    if (${name}_invoke() != 0) return 3;
    marks[${String(marks)}] = tinyml_ticks();
  }
  tinyml_write("ticks\\n");
  hex(&start, sizeof start);
  hex(marks, sizeof marks);
  return 0;
}
`;
};

/** Start-up code and linker script. */
const folder = fileURLToPath(new URL('../../c/qemu/', import.meta.url));

/**
 * Compiles the emitted C with arm-none-eabi-gcc, runs it on an emulated core and counts instructions.
 * @throws TinymlError where QEMU has no machine for the core (TML351), or a tool is missing or fails (TML620).
 */
export const runInQemu = (
  files: readonly EmittedFile[],
  program: Program,
  cases: readonly (readonly TensorData[])[],
  options: QemuOptions = {},
): Promise<QemuRun> => {
  const { flags = ['-O2'], signal } = options;
  const { core } = program.target;
  const emulation = emulationOf(core);
  if (emulation === undefined)
    throw new TinymlError(notYet(`emulating ${core}`, `QEMU runs ${Object.keys(emulations).join(', ')}`));
  const own = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const packed = cases.map((inputs) => inputBytes(program, inputs));
  const extra = [own('trace.h', traceHeader(program.name.toUpperCase())), own('main.c', harness(program, packed))];
  const source = join(libraryFolder(program), 'src');
  return inSandbox([...files, ...extra], async (cwd) => {
    const common = { cwd, ...(signal === undefined ? {} : { signal }) };
    await runProcess(
      'arm-none-eabi-gcc',
      [
        ...emulation.flags,
        '-std=c99',
        ...flags,
        '-ffunction-sections',
        '-fdata-sections',
        '-Wl,--gc-sections',
        '-nostartfiles',
        '-T',
        join(folder, 'mps2.ld'),
        join(folder, 'boot.c'),
        '-include',
        'trace.h',
        `-I${source}`,
        'main.c',
        join(source, `${program.name}.c`),
        '-lm',
        '-o',
        'program.elf',
      ],
      { ...common, purpose: `compile the generated C for ${core}` },
    );
    const { stderr, stdout } = await runProcess(
      'qemu-system-arm',
      [
        '-M',
        emulation.machine,
        '-icount',
        'shift=0',
        '-display',
        'none',
        '-monitor',
        'none',
        '-serial',
        'none',
        '-semihosting-config',
        'enable=on,target=native',
        '-kernel',
        'program.elf',
      ],
      { ...common, purpose: `run the generated C on ${emulation.machine}`, timeout: 300_000 },
    );
    const [tensors = '', timing = ''] = `${stderr}${Buffer.from(stdout).toString()}`.split('ticks\n');
    const bytesOf = (text: string): Uint8Array => Buffer.from(text.replace(/[^0-9a-f]/g, ''), 'hex');
    const view = bytesOf(timing);
    const ticks = new BigUint64Array(new Uint8Array(view).buffer, 0, Math.floor(view.length / 8));
    const at = (i: number): number => Number(ticks[i] ?? 0n);
    let mark = 0;
    const steps = program.schedule.map((group, i) => {
      const before = at(mark);
      mark += group.outputs.length;
      return { node: group.nodes[0]?.id ?? `copy_${String(i)}`, instructions: (at(mark) - before) * perTick };
    });
    return {
      cases: readResults(program, bytesOf(tensors), cases.length, true),
      instructions: (at(ticks.length - 1) - at(0)) * perTick,
      steps,
    };
  });
};
