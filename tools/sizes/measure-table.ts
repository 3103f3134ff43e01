import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { SizeTable } from '@tinyml/codegen';
import type { Core, FunctionSizes, MeasuredSize, StackByFlags } from '@tinyml/core';
import { kernelHeaders } from '../../packages/operators/src/kernel/kernel-headers.ts';
import { inParallel } from './in-parallel.ts';
import { kernelEntries, type KernelEntry } from './kernel-entries.ts';
import { libraryObjects } from './library-objects.ts';
import { compilerIn, measureKernel, type MeasuredKernel, type MeasuredStack, type Sizes } from './measure-kernel.ts';
import { numberedNames, operatorsFolder, readSizes } from './size-files.ts';
import { runsHeader, toolchainOf } from './toolchain.ts';

/** For size, and for speed: what the emitted projects are compiled with. */
const optimisations = ['-Os', '-O2'] as const;

/** Functions of the compiler's and the C library that code outside the kernels calls. */
const alwaysMeasured = ['memcpy', 'memmove', 'memset'];

type Family = (name: string) => string;

/** The name that stands for a function's, of those whose names differ in a number that decides nothing. */
const familyIn = (numbered: readonly string[]): Family => {
  const patterns = numbered.map((name) => [new RegExp(`^${name.replace('#', '\\d+')}$`), name] as const);
  return (name) => patterns.find(([pattern]) => pattern.test(name))?.[1] ?? name;
};

const paired = (family: Family, small: Sizes, fast: Sizes): FunctionSizes =>
  Object.fromEntries(
    [...new Set([...Object.keys(small), ...Object.keys(fast)])]
      .sort()
      .map((name) => [family(name), [small[name] ?? 0, fast[name] ?? 0] as const]),
  );

const stackOf = (small: MeasuredStack, fast: MeasuredStack): StackByFlags => ({
  here: [small.here, fast.here],
  below: [small.below, fast.below],
});

const rowOf = (family: Family, small: MeasuredKernel, fast: MeasuredKernel): MeasuredSize => ({
  once: paired(family, small.once, fast.once),
  many: paired(family, small.many, fast.many),
  apart: paired(family, small.apart, fast.apart),
  call: [small.call, fast.call],
  params: [small.params, fast.params],
  stack: {
    once: stackOf(small.stack.once, fast.stack.once),
    many: stackOf(small.stack.many, fast.stack.many),
  },
  library: {
    once: [small.library.once, fast.library.once],
    many: [small.library.many, fast.library.many],
  },
});

/** What was measured on a core. */
export interface Measured {
  readonly table: SizeTable;
  /** By function: those that were measured now. */
  readonly rows: ReadonlyMap<string, MeasuredSize>;
  /** Where each function's C stands, within the operators' sources. */
  readonly folders: ReadonlyMap<string, string>;
}

/**
 * Compiles the kernels that the core runs, and tells what they take. `wanted`: by function, and whether the core has a row of it.
 * @throws where the compiler is not installed
 */
export const measureTable = async (
  core: Core,
  wanted: (kernel: string, known: boolean) => boolean,
): Promise<Measured> => {
  const toolchain = await toolchainOf(core);
  const known = [...(await readSizes()).values()];
  const family = familyIn(numberedNames(known));
  const before = new Map(
    known
      .flatMap((rows) => Object.entries(rows))
      .flatMap(([name, cores]) => (cores[core] ? [[name, cores[core]]] : [])),
  );
  const folder = mkdtempSync(join(tmpdir(), 'tinyml-sizes-'));
  try {
    // In one folder, as they are emitted.
    const kernels = join(folder, 'kernels');
    mkdirSync(kernels);
    const places = new Map<string, string>();
    for (const { name, path, text } of kernelHeaders().values()) {
      writeFileSync(join(kernels, name), text);
      places.set(name, dirname(relative(operatorsFolder, path)));
    }
    const compile = compilerIn(toolchain, folder, kernels);
    const rows = new Map<string, MeasuredSize>();
    const folders = new Map<string, string>();
    const headers = [...places.keys()].sort().filter((name) => runsHeader(core, name));
    const jobs = new Map<string, KernelEntry>();
    const failed: string[] = [];
    for (const header of headers)
      for (const entry of await kernelEntries(toolchain, kernels, header)) {
        const name = family(entry.name);
        if (!runsHeader(core, entry.name)) continue;
        folders.set(name, places.get(header) as string);
        if (wanted(name, before.has(name)) && !jobs.has(name)) jobs.set(name, entry);
      }
    await inParallel(
      [...jobs].map(([name, entry]) => async () => {
        try {
          const [small, fast] = await Promise.all(
            optimisations.map((optimisation) => measureKernel(toolchain, compile, entry, optimisation)),
          );
          rows.set(name, rowOf(family, small as MeasuredKernel, fast as MeasuredKernel));
        } catch (error) {
          failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
      2,
    );
    if (failed.length > 0) process.stderr.write(`not measured:\n${failed.join('\n')}\n`);
    const names = new Set([
      ...alwaysMeasured,
      ...[...new Map([...before, ...rows]).values()].flatMap(({ library }) => [library.once, library.many].flat(2)),
    ]);
    const library = await libraryObjects(toolchain, folder, [...names]);
    return { table: { core, compiler: toolchain.compiler, library }, rows, folders };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
