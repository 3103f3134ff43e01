import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kernelFamily, type FunctionSizes, type KernelRow, type SizeTable, type StackByFlags } from '@tinyml/codegen';
import type { Core } from '@tinyml/core';
import { inParallel } from './in-parallel.ts';
import { kernelEntries, type KernelEntry } from './kernel-entries.ts';
import { libraryObjects } from './library-objects.ts';
import { compilerIn, measureKernel, type MeasuredKernel, type MeasuredStack, type Sizes } from './measure-kernel.ts';
import { runsHeader, toolchainOf } from './toolchain.ts';

const operators = fileURLToPath(new URL('../../packages/operators/src/', import.meta.url));

/** For size, and for speed: what the emitted projects are compiled with. */
const optimisations = ['-Os', '-O2'] as const;

/** Functions of the compiler's and the C library that code outside the kernels calls. */
const alwaysMeasured = ['memcpy', 'memmove', 'memset'];

const family = (name: string): string => kernelFamily(name).name;

const paired = (small: Sizes, fast: Sizes): FunctionSizes =>
  Object.fromEntries(
    [...new Set([...Object.keys(small), ...Object.keys(fast)])]
      .sort()
      .map((name) => [family(name), [small[name] ?? 0, fast[name] ?? 0] as const]),
  );

const stackOf = (small: MeasuredStack, fast: MeasuredStack): StackByFlags => ({
  here: [small.here, fast.here],
  below: [small.below, fast.below],
});

const rowOf = (small: MeasuredKernel, fast: MeasuredKernel): KernelRow => ({
  once: paired(small.once, fast.once),
  many: paired(small.many, fast.many),
  apart: paired(small.apart, fast.apart),
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

/**
 * Compiles the kernels that the core runs, and tells what they take. `known`: rows that stay as they are where `wanted` does not
 * match the kernel. @throws where the compiler is not installed
 */
export const measureTable = async (
  core: Core,
  wanted: (kernel: string) => boolean,
  known?: SizeTable,
): Promise<SizeTable> => {
  const toolchain = await toolchainOf(core);
  const folder = mkdtempSync(join(tmpdir(), 'tinyml-sizes-'));
  try {
    // In one folder, as they are emitted.
    const kernels = join(folder, 'kernels');
    mkdirSync(kernels);
    for (const path of readdirSync(operators, { recursive: true, encoding: 'utf8' }))
      if (path.endsWith('.h')) copyFileSync(join(operators, path), join(kernels, basename(path)));
    const compile = compilerIn(toolchain, folder, kernels);
    const rows = new Map<string, KernelRow>(Object.entries(known?.kernels ?? {}));
    const headers = readdirSync(kernels).filter((name) => runsHeader(core, name));
    const jobs = new Map<string, KernelEntry>();
    const failed: string[] = [];
    for (const header of headers)
      for (const entry of await kernelEntries(toolchain, kernels, header)) {
        const name = family(entry.name);
        if (runsHeader(core, entry.name) && wanted(name) && !jobs.has(name)) jobs.set(name, entry);
      }
    await inParallel(
      [...jobs].map(([name, entry]) => async () => {
        try {
          const [small, fast] = await Promise.all(
            optimisations.map((optimisation) => measureKernel(toolchain, compile, entry, optimisation)),
          );
          rows.set(name, rowOf(small as MeasuredKernel, fast as MeasuredKernel));
        } catch (error) {
          failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
      2,
    );
    if (failed.length > 0) process.stderr.write(`not measured:\n${failed.join('\n')}\n`);
    const names = new Set([
      ...alwaysMeasured,
      ...[...rows.values()].flatMap(({ library }) => [library.once, library.many].flat(2)),
    ]);
    return {
      core,
      compiler: toolchain.compiler,
      kernels: Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1))),
      library: await libraryObjects(toolchain, folder, [...names]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
