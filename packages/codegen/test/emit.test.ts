import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Target } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { describeWith } from '../../../tools/testing.ts';
import { emit, type EmitOptions } from '../src/emit/emit.ts';
import type { EmittedFile } from '../src/emit/file.ts';
import { lower } from '../src/lower/lower.ts';
import type { Program } from '../src/program/program.ts';
import { runInQemu } from '../src/run/qemu.ts';
import { inSandbox } from '../src/run/sandbox.ts';
import { host, toy } from './toy/graph.ts';
import { toyAdd } from './toy/kernels.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const build = (
  name: string,
  options: Partial<EmitOptions> = {},
  target: Target = host,
): { program: Program; files: readonly EmittedFile[] } => {
  const { graph, constants } = toy(
    [
      ['add', ['x', 'k'], 'a'],
      ['reshape', ['a'], 'v'],
      ['add', ['v', 'v'], 'b'],
    ],
    ['b'],
  );
  const labelled = { ...graph, labels: ['zero', 'one "1"', 'two??/', 'three\n'] };
  const program = lower(labelled, { operators, kernels: [toyAdd], constants, target, name });
  const provenance = { tinyml: '0.0.0', model: { file: 'toy */ .tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels: [toyAdd], constants, provenance, ram: 1024, ...options }) };
};

const strict = ['-Wall', '-Wextra', '-Wconversion', '-Wshadow', '-Werror', '-pedantic'];

const run = (cwd: string, ...command: readonly string[]): string =>
  execFileSync(command[0] as string, command.slice(1), { cwd, encoding: 'utf8' });

describe('emit', () => {
  test('the header is C99 and C++11, and two models link into one program', () =>
    inSandbox([...build('first').files, ...build('second', { arena: 'external' }).files], (folder) => {
      const include = ['-Ilib/first/src', '-Ilib/second/src'];
      writeFileSync(
        join(folder, 'main.cpp'),
        `#include "first.h"
#include "second.h"
#include <cstdio>
#include <cstring>
alignas(SECOND_ARENA_ALIGN) static uint8_t memory[SECOND_ARENA_BYTES];
int main()
{
  float values[4] = {1, 2, 3, 4};
  if (second_init() == 0 || second_invoke() == 0) return 1; // no memory yet
  if (second_init_with(memory, sizeof memory - 1) == 0 || second_init_with(memory + 1, sizeof memory) == 0) return 2;
  if (first_init() != 0 || second_init_with(memory, sizeof memory) != 0) return 3;
  first_quantize_input_0(values);
  memcpy(second_input_0(), values, SECOND_INPUT_0_BYTES);
  if (first_invoke() != 0 || second_invoke() != 0) return 4;
  first_dequantize_output_0(values);
  for (unsigned i = 0; i < FIRST_OUTPUT_0_ELEMENTS; i++) {
    printf("%g %g %s|", values[i], second_output_0()[i], first_label(i));
  }
  return first_label(4) == nullptr ? 0 : 5;
}
`,
      );
      for (const name of ['first', 'second'])
        run(folder, 'cc', '-std=c99', ...strict, ...include, '-c', `lib/${name}/src/${name}.c`, '-o', `${name}.o`);
      run(
        folder,
        'c++',
        '-std=c++11',
        ...strict,
        ...include,
        'main.cpp',
        'first.o',
        'second.o',
        '-o',
        'program',
        '-lm',
      );
      expect(run(folder, join(folder, 'program'))).toBe('4 4 zero|8 8 one "1"|12 12 two??/|16 16 three\n|');
      const symbols = run(folder, 'nm', '-g', '--defined-only', 'first.o').trim().split('\n');
      expect(symbols.every((line) => / first_/.test(line))).toBe(true);
      return Promise.resolve();
    }));

  test('an arena over the budget does not compile', () =>
    inSandbox(build('first', { ram: 16 }).files, (folder) => {
      expect(() => run(folder, 'sh', '-c', 'cc -std=c99 -c lib/first/src/first.c -o first.o 2>&1')).toThrow();
      return Promise.resolve();
    }));

  test('the trace hook names every layer', () =>
    inSandbox(build('first').files, (folder) => {
      writeFileSync(
        join(folder, 'trace.h'),
        '#include <stdio.h>\n#define FIRST_TRACE(node, p, n) printf("%s %d\\n", node, (int)(n))\n',
      );
      writeFileSync(
        join(folder, 'main.c'),
        '#include "first.h"\nint main(void) { first_init(); return first_invoke(); }\n',
      );
      run(
        folder,
        'cc',
        '-include',
        'trace.h',
        '-Ilib/first/src',
        'main.c',
        'lib/first/src/first.c',
        '-o',
        'program',
        '-lm',
      );
      expect(run(folder, join(folder, 'program'))).toBe('make_a 16\nmake_v 16\nmake_b 16\n');
      return Promise.resolve();
    }));
});

const cores = ['cortex-m0', 'cortex-m3', 'cortex-m4', 'cortex-m7', 'cortex-m33'];

describeWith('emit for Cortex-M', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test('compiles for every core', () =>
    inSandbox(build('first').files, (folder) => {
      for (const core of cores)
        run(
          folder,
          'arm-none-eabi-gcc',
          `-mcpu=${core}`,
          '-mthumb',
          '-std=c99',
          ...strict,
          '-O2',
          '-c',
          'lib/first/src/first.c',
          '-o',
          'first.o',
        );
      return Promise.resolve();
    }));

  test('gives the same results on an emulated Cortex-M4, and counts instructions', async () => {
    const { files, program } = build('first', {}, { ...host, core: 'cortex-m4f' });
    const inputs = [1, 2].map((scale) => [new Float32Array([1, 2, 3, 4]).map((value) => value * scale)]);
    const { cases, instructions } = await runInQemu(files, program, inputs);
    expect(cases.map(({ outputs }) => Array.from(outputs[0] as Float32Array))).toEqual([
      [4, 8, 12, 16],
      [6, 12, 18, 24],
    ]);
    expect(instructions).toBeGreaterThan(40);
    expect(instructions).toBeLessThan(2000);
  }, 60_000);
});
