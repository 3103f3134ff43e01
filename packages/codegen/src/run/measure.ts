import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TensorData } from '@tinyml/core';
import { libraryFolder } from '../emit/emit.ts';
import type { EmittedFile } from '../emit/file.ts';
import { arrayLines } from '../emit/literal.ts';
import { traceName } from '../emit/symbols.ts';
import type { Program } from '../program/program.ts';
import { coreSpeed } from '../core-speed.ts';
import { compilerFlags } from '../program/compiler-flags.ts';
import { elfSections, elfSize, type ElfSection } from './elf.ts';
import { crossCompile, needEmulation, runEmulated, type Emulation } from './emulation.ts';
import { executionLog, readExecutionLog, type CodeMark, type Executed } from './execution-log.ts';
import { harnessConstants } from './harness-constants.ts';
import { inSandbox } from './sandbox.ts';
import { thumb } from './instructions/thumb.ts';
import { inputBytes } from './tensors.ts';

export interface Measurement {
  readonly emulation: Emulation;
  readonly flags: readonly string[];
  /** Each step of the schedule, in its order. Cycles are estimated by class of instruction. */
  readonly steps: readonly Executed[];
  /** One whole inference: the steps, and what leads into and out of the function. */
  readonly total: Executed;
  /** Bytes. `flash`, `data` and `bss` less those of an empty program; the arena is part of `bss`. */
  readonly memory: { readonly flash: number; readonly data: number; readonly bss: number; readonly stack: number };
}

export interface MeasureOptions {
  /** Flags of the C compiler; default: the emitted ones. */
  readonly flags?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * A mark is one instruction that does nothing and is not counted: a bare label could also be the start of a loop that
 * follows. Its address and name go into a section that is not loaded.
 */
const markHeader = (macro: string): string => `#include <stddef.h>
#if __GNUC__ >= 9 /* the block counts as the smallest for gcc's inlining */
#define TINYML_INLINE __inline__
#else
#define TINYML_INLINE
#endif
#define TINYML_MARK(name) \\
  __asm__ TINYML_INLINE volatile("1:\\tnop\\n\\t.pushsection .tinyml_marks,\\"\\",%%progbits\\n\\t.long 1b\\n\\t" \\
                              ".asciz \\"" name "\\"\\n\\t.popsection" ::: "memory")
#define ${macro}_TRACE(node, pointer, bytes) TINYML_MARK(node)
`;

/** Names that no step has. */
const start = '@start';
const end = '@end';

/** Runs one inference between two marks and prints the bytes of stack that it took, from the top of the memory. */
const harness = ({ inputs, name }: Program, packed: Uint8Array): string => {
  let offset = 0;
  const fill = inputs.map(({ bytes }, i) => {
    const line = `  copy(${name}_input_${String(i)}(), input + ${String(offset)}, ${String(bytes)});`;
    offset += bytes;
    return line;
  });
  return `
#include "${name}.h"
${harnessConstants}extern uint32_t tinyml_stack_low[], tinyml_stack_top[];
void tinyml_write(const char *text);
static const TINYML_FLASH uint8_t input[] = {
${packed.length === 0 ? '0' : arrayLines(packed, 'uint8_t')}
};
static const uint32_t paint = 0xa5a5a5a5u;
static void report(uint32_t bytes)
{
  char line[] = "stack 00000000\\n";
  int at;
  for (at = 13; at > 5; at--, bytes /= 10) line[at] = (char)('0' + (char)(bytes % 10));
  tinyml_write(line);
}
int main(void)
{
  volatile uint32_t *p;
  int status = ${name}_init();
${fill.join('\n')}
  for (p = tinyml_stack_low; p < (uint32_t *)__builtin_frame_address(0) - 8 * sizeof(void *); p++) *p = paint;
  TINYML_MARK("${start}");
  status |= ${name}_invoke();
  TINYML_MARK("${end}");
  for (p = tinyml_stack_low; p < tinyml_stack_top && *p == paint; p++) {}
  report((uint32_t)((uint8_t *)tinyml_stack_top - (uint8_t *)p));
  return status;
}
`;
};

const marksOf = (sections: readonly ElfSection[]): readonly CodeMark[] => {
  const contents = sections.find(({ name }) => name === '.tinyml_marks')?.contents ?? new Uint8Array();
  const view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
  const marks: CodeMark[] = [];
  for (let at = 0; at < contents.length;) {
    const stop = contents.indexOf(0, at + 4);
    marks.push({ address: view.getUint32(at, true), name: Buffer.from(contents.subarray(at + 4, stop)).toString() });
    at = stop + 1;
  }
  return marks;
};

const nothing: Executed = { instructions: 0, cycles: 0 };

const sum = (parts: readonly Executed[]): Executed => ({
  instructions: parts.reduce((total, { instructions }) => total + instructions, 0),
  cycles: parts.reduce((total, { cycles }) => total + cycles, 0),
});

/**
 * Compiles the emitted C, runs one inference on an emulated core and tells what each step of it executed.
 * Deterministic. @throws TinymlError where QEMU has no machine for the core (TML621), or a tool is missing or fails (TML620).
 */
export const measureInQemu = (
  files: readonly EmittedFile[],
  program: Program,
  inputs: readonly TensorData[],
  { flags = compilerFlags(program), signal }: MeasureOptions = {},
): Promise<Measurement> => {
  const { name, schedule, target } = program;
  const emulation = needEmulation(target);
  const own = (path: string, contents: string): EmittedFile => ({ path, contents, owner: 'tinyml' });
  const extra = [
    own('marks.h', markHeader(name.toUpperCase())),
    own('measured.c', harness(program, inputBytes(program, inputs))),
    own('plain.c', `#include "${name}.h"\nint main(void)\n{\n  ${name}_init();\n  return ${name}_invoke();\n}\n`),
    own('empty.c', 'int main(void)\n{\n  return 0;\n}\n'),
  ];
  const folder = join(libraryFolder(program), 'src');
  return inSandbox([...files, ...extra], async (cwd) => {
    const common = { cwd, ...(signal === undefined ? {} : { signal }) };
    const link = async (output: string, sources: readonly string[]): Promise<readonly ElfSection[]> => {
      await crossCompile(emulation, { ...common, parameters: [...flags, ...sources], output });
      return elfSections(await readFile(join(cwd, output)));
    };
    const model = [`-I${folder}`, join(folder, `${name}.c`)];
    const [measured, plain, empty] = await Promise.all([
      link('measured.elf', ['-include', 'marks.h', 'measured.c', ...model]),
      link('plain.elf', ['plain.c', ...model]),
      link('empty.elf', ['empty.c']),
    ]);
    const log = readExecutionLog(marksOf(measured), emulation.tools.set);
    let failure: unknown;
    const onOutput = (chunk: string): void => {
      try {
        if (failure === undefined) log.push(chunk);
      } catch (error) {
        failure = error;
      }
    };
    const { stdout } = await runEmulated(emulation, {
      ...common,
      program: 'measured.elf',
      parameters: executionLog,
      onOutput,
    });
    if (failure !== undefined) throw failure as Error;
    // The classes are the Cortex-M4's; another Cortex takes more or fewer cycles for the same instructions.
    const factor = emulation.tools.set === thumb ? coreSpeed(target.core).cycles : 1;
    const executed = (of: string): Executed => {
      const { instructions, cycles } = log.credited.get(of) ?? nothing;
      return { instructions, cycles: Math.round(cycles * factor) };
    };
    const steps = schedule.map((group, at) => executed(traceName(group, at)));
    const written = `${log.others.join('\n')}\n${Buffer.from(stdout).toString('latin1')}`;
    const [used, unused] = [elfSize(plain), elfSize(empty)];
    return {
      emulation,
      flags,
      steps,
      total: sum([...steps, executed(end)]),
      memory: {
        flash: used.text + used.data - unused.text - unused.data,
        data: used.data - unused.data,
        bss: used.bss - unused.bss,
        stack: Number(/^stack (\d+)\r?$/m.exec(written)?.[1] ?? 0),
      },
    };
  });
};
