import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  byteLength,
  callOutputs,
  fromBytes,
  isWide,
  type CValue,
  type Kernel,
  type KernelArgument,
  type KernelCall,
  type KernelRequest,
  type PackedConstant,
  type TensorData,
  type WideData,
} from '@tinyml/core';
import { pointerArray } from '../../../codegen/src/emit/call.ts';
import { elementType } from '../../../codegen/src/emit/symbols.ts';
import { placed, placementsOf, type Placement } from './placements.ts';
import { writeHeaders } from './write-headers.ts';

/** One call to check: `inputs` in the node's order, null where the operand is absent or a constant. */
export interface KernelCase {
  readonly kernel: Kernel;
  readonly request: KernelRequest;
  readonly inputs: readonly (TensorData | null)[];
}

/** False where there is no gcc: tests then skip, visibly. */
export const hasCompiler = spawnSync('gcc', ['--version']).status === 0;

const flags = [
  '-std=c99',
  '-O1',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
];

const literal = (value: number, ctype: string): string => {
  if (ctype !== 'float') return value === -2147483648 ? '(-2147483647 - 1)' : String(value);
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value < 0 ? '-INFINITY' : 'INFINITY';
  const text = String(Math.fround(value));
  return `${/[.e]/.test(text) ? text : `${Object.is(value, -0) ? '-0' : text}.0`}f`;
};

export const initializer = (value: CValue, prefix: string): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? literal(value, 'int32_t') : literal(value, 'float');
  if (Array.isArray(value))
    return `{ ${(value as readonly CValue[]).map((item) => initializer(item, prefix)).join(', ')} }`;
  const item = value as { readonly c: string } | { readonly fields: Readonly<Record<string, CValue>> };
  if ('c' in item) return item.c.replace(/^@/, `${prefix}_`);
  return `{ ${Object.entries(item.fields)
    .map(([name, field]) => `.${name} = ${initializer(field, prefix)}`)
    .join(', ')} }`;
};

export const array = (name: string, { ctype, values }: Pick<PackedConstant, 'ctype' | 'values'>): string =>
  `static const ${ctype} ${name}[] = { ${Array.from(values, (value) => literal(value, ctype)).join(', ') || '0'} };`;

export const ctypeOf = (data: TensorData): PackedConstant['ctype'] => {
  if (data instanceof Float32Array) return 'float';
  if (data instanceof Int8Array) return 'int8_t';
  if (data instanceof Uint8Array) return 'uint8_t';
  if (data instanceof Int16Array) return 'int16_t';
  if (data instanceof Uint16Array) return 'uint16_t';
  if (data instanceof Int32Array) return 'int32_t';
  throw new Error('no constant is packed as unsigned 32-bit or 64-bit integers');
};

export const argument = (item: KernelArgument, prefix: string): string => {
  if ('params' in item) return `&${prefix}_params`;
  if ('input' in item) return `in${String(item.input)}`;
  if ('output' in item) return `out${String(item.output)}`;
  if ('constant' in item) return `${prefix}_${item.constant}`;
  if ('scratch' in item) return 'scratch';
  if ('pointers' in item) return pointerArray(item.pointers, (one) => argument(one, prefix));
  return item.c.replace(/^@/, `${prefix}_`);
};

/** Integers that no packed constant has: only operands are of them. */
const wideArray = (name: string, values: WideData | Uint32Array): string => {
  const [ctype, suffix] =
    values instanceof Uint32Array
      ? ['uint32_t', 'u']
      : values instanceof BigInt64Array
        ? ['int64_t', 'LL']
        : ['uint64_t', 'ULL'];
  const literals = Array.from(values as BigInt64Array, (value) =>
    value === -(2n ** 63n) ? '(-9223372036854775807LL - 1)' : `${String(value)}${suffix}`,
  );
  return `static const ${ctype} ${name}[] = { ${literals.join(', ') || '0'} };`;
};

const operandArray = (name: string, data: TensorData): string =>
  isWide(data) || data instanceof Uint32Array
    ? wideArray(name, data)
    : array(name, { ctype: ctypeOf(data), values: data });

interface Job {
  readonly item: KernelCase;
  readonly call: KernelCall;
  /** undefined: every tensor has memory of its own. */
  readonly placement: Placement | undefined;
}

/** C for one case: constants, and a function that runs the call on exact-size heap buffers and prints the outputs. */
const caseSource = (index: number, { item, call, placement }: Job): string => {
  const prefix = `c${String(index)}`;
  const lines = call.constants.map((constant) => array(`${prefix}_${constant.name}`, constant));
  if (call.params !== undefined) {
    lines.push(
      `static const ${call.params.type} ${prefix}_params = ${initializer({ fields: call.params.fields }, prefix)};`,
    );
  }
  item.inputs.forEach((data, i) => {
    if (data !== null) lines.push(operandArray(`${prefix}_input${String(i)}`, data));
  });
  lines.push(`static void run_${prefix}(void)`, '{');
  const owned: string[] = [];
  const reserve = (name: string, bytes: number, ctype = 'void'): void => {
    owned.push(name);
    lines.push(`    ${ctype} *${name} = reserve(${String(bytes)});`);
  };
  const common = placement && placed(item, call, placement);
  if (common !== undefined) reserve('common', common.bytes);
  // Pointers have the types of their tensors, as in emitted programs.
  const memory = (name: string, bytes: number, offset: number | undefined, ctype?: string): void => {
    if (offset === undefined) reserve(name, bytes, ctype);
    else lines.push(`    ${ctype ?? 'void'} *${name} = (void *)((char *)common + ${String(offset)});`);
  };
  item.inputs.forEach((data, i) => {
    if (data === null) return;
    memory(
      `in${String(i)}`,
      data.byteLength,
      i === placement?.input ? common?.input : undefined,
      elementType(item.request.inputs[i]?.type.dtype ?? 'int8'),
    );
    lines.push(`    memcpy(in${String(i)}, ${prefix}_input${String(i)}, ${String(data.byteLength)});`);
  });
  const outputs = callOutputs(item.request);
  outputs.forEach((type, i) => {
    memory(
      `out${String(i)}`,
      byteLength(type),
      i === placement?.output ? common?.output : undefined,
      elementType(type.dtype),
    );
  });
  if (call.scratch > 0) memory('scratch', call.scratch, common?.scratch);
  lines.push(`    ${call.function}(${call.arguments.map((a) => argument(a, prefix)).join(', ')});`);
  outputs.forEach((type, i) => lines.push(`    print(out${String(i)}, ${String(byteLength(type))});`));
  lines.push(...owned.map((name) => `    free(${name});`), '}', '');
  return lines.join('\n');
};

const frame = `static void *reserve(size_t bytes)
{
    void *memory = malloc(bytes > 0 ? bytes : 1);
    if (memory == NULL) exit(2);
    memset(memory, 0xA5, bytes);
    return memory;
}

static void print(const void *data, size_t bytes)
{
    const unsigned char *byte = data;
    for (size_t i = 0; i < bytes; i++) printf("%02x", byte[i]);
    printf("\\n");
}
`;

const compileAndRun = (jobs: readonly Job[]): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'tml-kernels-'));
  const names = writeHeaders(
    jobs.map(({ item }) => item.kernel),
    folder,
  );
  const source = [
    '#include <math.h>',
    '#include <stdio.h>',
    '#include <stdlib.h>',
    '#include <string.h>',
    ...names.map((name) => `#include "${name}"`),
    '',
    frame,
    ...jobs.map((job, index) => caseSource(index, job)),
    'int main(void)',
    '{',
    ...jobs.map((_, index) => `    run_c${String(index)}();`),
    '    return 0;',
    '}',
    '',
  ].join('\n');
  try {
    writeFileSync(join(folder, 'cases.c'), source);
    const compiled = spawnSync('gcc', [...flags, 'cases.c', '-o', 'cases', '-lm'], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (compiled.status !== 0) throw new Error(`gcc: ${compiled.stderr.slice(0, 4000)}`);
    const ran = spawnSync('./cases', { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000 });
    if (ran.status !== 0)
      throw new Error(`the compiled cases failed (${String(ran.status)}): ${ran.stderr.slice(0, 4000)}`);
    return ran.stdout.trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Compiles all jobs into one C program with sanitizers, runs it, and gives each job's outputs. */
const outputsOf = (jobs: readonly Job[]): readonly (readonly Uint8Array[])[] => {
  const lines = compileAndRun(jobs);
  let line = 0;
  return jobs.map(({ item }) =>
    callOutputs(item.request).map(() => Uint8Array.from(Buffer.from(lines[line++] ?? '', 'hex'))),
  );
};

const supported = (item: KernelCase): KernelCall => {
  const verdict = item.kernel.supports(item.request);
  if (verdict !== true) throw new Error(`${item.kernel.name}: ${verdict}`);
  return item.kernel.lower(item.request);
};

const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.every((bytes, i) => Buffer.compare(bytes, b[i] as Uint8Array) === 0);

/**
 * Lowers every case, compiles all of them into one C program with sanitizers, runs it, and gives each case's outputs.
 * A case whose call lets results or scratch lie over operands is run that way too, and must give the same bytes.
 * @throws Error where the kernel does not support the request, gcc warns, a sanitizer stops the program, or an overlap shows.
 */
export const runKernels = (cases: readonly KernelCase[]): readonly (readonly TensorData[])[] => {
  const jobs = cases.flatMap((item): readonly Job[] => {
    const call = supported(item);
    return [undefined, ...placementsOf(item, call)].map((placement) => ({ item, call, placement }));
  });
  const outputs = outputsOf(jobs);
  let apart: readonly Uint8Array[] = [];
  jobs.forEach(({ item, call, placement }, at) => {
    const found = outputs[at] as readonly Uint8Array[];
    if (placement === undefined) apart = found;
    else if (!same(apart, found))
      throw new Error(`${item.kernel.name} differs with ${JSON.stringify({ placement, overlaps: call.overlaps })}`);
  });
  return outputs
    .filter((_, at) => jobs[at]?.placement === undefined)
    .map((bytes, i) =>
      callOutputs((cases[i] as KernelCase).request).map((type, o) => fromBytes(type.dtype, bytes[o] as Uint8Array)),
    );
};

/** For each case whether its results are still right when placed in the given way. */
export const runPlaced = (cases: readonly (KernelCase & { readonly placement: Placement })[]): readonly boolean[] => {
  const jobs = cases.flatMap((item): readonly Job[] => {
    const call = supported(item);
    return [undefined, item.placement].map((placement) => ({ item, call, placement }));
  });
  const outputs = outputsOf(jobs);
  return cases.map((_, i) =>
    same(outputs[2 * i] as readonly Uint8Array[], outputs[2 * i + 1] as readonly Uint8Array[]),
  );
};

/** One case alone. */
export const runKernel = (
  kernel: Kernel,
  request: KernelRequest,
  inputs: readonly (TensorData | null)[],
): readonly TensorData[] => runKernels([{ kernel, request, inputs }])[0] as readonly TensorData[];
