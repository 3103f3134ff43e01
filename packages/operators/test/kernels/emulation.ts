import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byteLength, callOutputs, type TensorData } from '@tinyml/core';
import { emulationOf } from '../../../codegen/src/run/emulation.ts';
import { argument, array, ctypeOf, initializer, type KernelCase } from './harness.ts';
import { floatTolerance } from './nn-cases.ts';
import { writeHeaders } from './write-headers.ts';

/** A call and the outputs it must give. */
export interface EmulatedCase extends KernelCase {
  readonly expected: readonly TensorData[];
}

const caseSource = ({ kernel, request, inputs, expected }: EmulatedCase, index: number): string => {
  const call = kernel.lower(request);
  const prefix = `c${String(index)}`;
  const lines = call.constants.map((constant) => array(`${prefix}_${constant.name}`, constant));
  if (call.params !== undefined)
    lines.push(
      `static const ${call.params.type} ${prefix}_params = ${initializer({ fields: call.params.fields }, prefix)};`,
    );
  inputs.forEach((data, i) => {
    if (data !== null)
      lines.push(array(`${prefix}_in${String(i)}`, { ctype: ctypeOf(data), values: data as ArrayLike<number> }));
  });
  expected.forEach((data, i) => {
    lines.push(array(`${prefix}_want${String(i)}`, { ctype: ctypeOf(data), values: data as ArrayLike<number> }));
  });
  lines.push(`static int run_${prefix}(uint64_t *time)`, '{', '    int bad = 0;');
  inputs.forEach((data, i) => {
    if (data === null) return;
    lines.push(`    static int32_t in${String(i)}[${String(Math.ceil(data.byteLength / 4) + 1)}];`);
    lines.push(`    memcpy(in${String(i)}, ${prefix}_in${String(i)}, ${String(data.byteLength)});`);
  });
  callOutputs(request).forEach((type, i) => {
    lines.push(`    static int32_t out${String(i)}[${String(Math.ceil(byteLength(type) / 4) + 1)}];`);
  });
  lines.push(`    static int32_t scratch[${String(Math.ceil(call.scratch / 4) + 1)}];`);
  lines.push(`    const uint64_t start = ticks();`);
  const called = call.arguments.map((item) =>
    'scratch' in item
      ? '(void *)scratch'
      : 'c' in item || 'pointers' in item
        ? argument(item, prefix)
        : `(void *)${argument(item, prefix)}`,
  );
  lines.push(`    ${call.function}(${called.join(', ')});`);
  lines.push(`    *time = ticks() - start;`);
  lines.push('    (void)scratch;');
  expected.forEach((data, i) => {
    if (data instanceof Float32Array)
      lines.push(
        `    bad |= far((const float *)out${String(i)}, ${prefix}_want${String(i)}, ${String(data.length)}, ${String(floatTolerance(data))}f);`,
      );
    else lines.push(`    bad |= memcmp(out${String(i)}, ${prefix}_want${String(i)}, ${String(data.byteLength)});`);
  });
  lines.push('    return bad != 0;', '}', '');
  return lines.join('\n');
};

const frame = `#include <math.h>
static inline int far(const float *out, const float *want, int32_t count, float tolerance)
{
    int bad = 0;
    for (int32_t i = 0; i < count; i++) bad |= !(fabsf(out[i] - want[i]) <= tolerance);
    return bad;
}
uint64_t tinyml_ticks(void);
void tinyml_write(const char *text);
uint64_t ticks(void);
__attribute__((noinline)) uint64_t ticks(void) { return tinyml_ticks(); }
static void report(int bad, uint64_t time)
{
    char line[24];
    int at = 23;
    line[at--] = 0;
    line[at--] = '\\n';
    do line[at--] = (char)('0' + time % 10); while ((time /= 10) != 0);
    line[at--] = ' ';
    line[at] = bad ? 'x' : '.';
    tinyml_write(line + at);
}
`;

/** The C program that runs the cases and prints, for each, whether it differs and its ticks. */
export const emulatedSource = (cases: readonly EmulatedCase[]): string => {
  const names = new Set(cases.flatMap(({ kernel }) => kernel.sources.map((source) => source.name)));
  return [
    ...[...names].map((name) => `#include "${name}"`),
    frame,
    ...cases.map(caseSource),
    'int main(void)',
    '{',
    '    uint64_t time;',
    '    int bad;',
    ...cases.map((_, i) => `    bad = run_c${String(i)}(&time); report(bad, time);`),
    '    return 0;',
    '}',
    '',
  ].join('\n');
};

/** Compiles and runs the cases on an emulated core. Instructions are exact to about 40. `keep`: where to leave the program. */
export const emulate = (
  cases: readonly EmulatedCase[],
  core: 'cortex-m0plus' | 'cortex-m3' | 'cortex-m4' | 'cortex-m4f' | 'cortex-m7' | 'cortex-m55' = 'cortex-m4f',
  flags: readonly string[] = ['-O2'],
  keep?: string,
): readonly { readonly same: boolean; readonly instructions: number }[] => {
  const emulation = emulationOf({ core, board: null });
  if (emulation === undefined) throw new Error(`no emulation of ${core}`);
  const cwd = mkdtempSync(join(tmpdir(), 'tml-emulated-'));
  try {
    writeFileSync(join(cwd, 'cases.c'), emulatedSource(cases));
    writeHeaders(
      cases.map(({ kernel }) => kernel),
      cwd,
    );
    const program = keep ?? join(cwd, 'cases.elf');
    const compiled = spawnSync(
      emulation.tools.compiler,
      [
        ...[...emulation.flags, ...emulation.tools.flags, '-Wall', '-Wextra', '-Werror', ...flags],
        ...['cases.c', '-lm', '-o', program],
      ],
      { cwd, encoding: 'utf8' },
    );
    if (compiled.status !== 0) throw new Error(`arm-none-eabi-gcc: ${compiled.stderr.slice(0, 4000)}`);
    const ran = spawnSync(
      'qemu-system-arm',
      [
        ...['-M', emulation.machine, '-icount', 'shift=0', '-display', 'none', '-monitor', 'none', '-serial', 'none'],
        ...['-semihosting-config', 'enable=on,target=native', '-kernel', program],
      ],
      { encoding: 'utf8', timeout: 120_000 },
    );
    const lines = `${ran.stderr}${ran.stdout}`.trim().split('\n');
    if (ran.status !== 0 || lines.length !== cases.length)
      throw new Error(`qemu (${String(ran.status)}): ${lines.slice(-3).join(' ')}`);
    return lines.map((line) => ({ same: line.startsWith('.'), instructions: Number(line.slice(2)) * 40 }));
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
};
