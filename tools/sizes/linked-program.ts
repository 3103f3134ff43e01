import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  compilerFlags,
  crossCompile,
  elfSections,
  elfSize,
  needEmulation,
  runEmulated,
  type ElfSize,
  type EmittedFile,
  type Emulation,
  type Program,
} from '@tinyml/codegen';

/** What a linked program takes beyond an empty one, and the stack that one inference took. Bytes. */
export interface LinkedSize {
  readonly flash: number;
  readonly ram: number;
  readonly stack: number;
}

const plain = (name: string): string =>
  `#include "${name}.h"\nint main(void)\n{\n  ${name}_init();\n  return ${name}_invoke();\n}\n`;

/** Paints the stack, runs one inference on zeros, prints how much paint is gone. */
const painting = (name: string): string => `#include "${name}.h"
extern uint32_t tinyml_stack_low[], tinyml_stack_top[];
void tinyml_write(const char *text);
static const uint32_t paint = 0xa5a5a5a5u;
int main(void)
{
  char line[] = "stack 00000000\\n";
  volatile uint32_t *p = tinyml_stack_low;
  uint32_t bytes;
  int at;
  ${name}_init();
  for (; p < (uint32_t *)__builtin_frame_address(0) - 8 * sizeof(void *); p++) *p = paint;
  ${name}_invoke();
  for (p = tinyml_stack_low; p < tinyml_stack_top && *p == paint; p++) {}
  for (bytes = (uint32_t)((uint8_t *)tinyml_stack_top - (uint8_t *)p), at = 13; at > 5; at--, bytes /= 10) line[at] = (char)('0' + (char)(bytes % 10));
  tinyml_write(line);
  return 0;
}
`;

const empties = new Map<string, Promise<ElfSize>>();

/** Compiles and links the emitted C for its core, and runs it in QEMU once. @throws TinymlError where a tool is missing */
export const linkedSize = async (files: readonly EmittedFile[], program: Program): Promise<LinkedSize> => {
  const { name, target } = program;
  const emulation: Emulation = needEmulation(target);
  const flags = compilerFlags(program);
  const cwd = mkdtempSync(join(tmpdir(), 'tinyml-linked-'));
  try {
    for (const { path, contents } of files) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), contents);
    }
    const source = `lib/${name}/src`;
    writeFileSync(join(cwd, 'plain.c'), plain(name));
    writeFileSync(join(cwd, 'stack.c'), painting(name));
    writeFileSync(join(cwd, 'empty.c'), 'int main(void)\n{\n  return 0;\n}\n');
    const link = async (main: string, more: readonly string[]): Promise<ElfSize> => {
      await crossCompile(emulation, { cwd, parameters: [...flags, `${main}.c`, ...more], output: `${main}.elf` });
      return elfSize(elfSections(readFileSync(join(cwd, `${main}.elf`))));
    };
    const model = [`-I${source}`, `${source}/${name}.c`];
    const key = [target.core, ...flags].join(' ');
    const known = empties.get(key) ?? link('empty', []);
    empties.set(key, known);
    const [empty, used] = [await known, await link('plain', model)];
    await link('stack', model);
    const { stderr, stdout } = await runEmulated(emulation, { cwd, program: 'stack.elf', parameters: [] });
    const written = `${stderr}\n${Buffer.from(stdout).toString('latin1')}`;
    const stack = Number(/^stack (\d+)\r?$/m.exec(written)?.[1] ?? NaN);
    return {
      flash: used.text + used.data - empty.text - empty.data,
      ram: used.data + used.bss - empty.data - empty.bss + stack,
      stack,
    };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};
