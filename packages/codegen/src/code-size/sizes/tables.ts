import type { Core } from '@tinyml/core';
import { avr } from './avr.ts';
import { cortexM3 } from './cortex-m3.ts';
import { cortexM4f } from './cortex-m4f.ts';
import { kernelFamily } from './kernel-family.ts';
import type { FunctionSizes, KernelRow, SizeTable } from './size-table.ts';

/** The nearest core that was measured, and the one after it for kernels that the first one lacks. */
const measured: Readonly<Record<Core, readonly SizeTable[]>> = {
  'cortex-m0': [cortexM3],
  'cortex-m0plus': [cortexM3],
  'cortex-m3': [cortexM3],
  'cortex-m4': [cortexM3, cortexM4f],
  'cortex-m4f': [cortexM4f],
  'cortex-m7': [cortexM4f],
  'cortex-m33': [cortexM4f],
  'cortex-m55': [cortexM4f],
  'cortex-m85': [cortexM4f],
  rv32imc: [cortexM3],
  rv32imac: [cortexM3],
  rv64gc: [cortexM3],
  esp32: [cortexM4f],
  esp32s3: [cortexM4f],
  avr: [avr],
  host: [cortexM4f],
};

/** The table that stands for a core: its `core` says whose it is. */
export const sizeTableOf = (core: Core): SizeTable => measured[core][0] as SizeTable;

/** The core whose sizes stand for a core's: itself, where it was measured. */
export const measuredCore = (core: Core): Core => sizeTableOf(core).core;

const numbered = (sizes: FunctionSizes, number: string): FunctionSizes =>
  Object.fromEntries(Object.entries(sizes).map(([name, bytes]) => [name.replace('#', number), bytes]));

/** What the tables say of a kernel on a core; undefined: nothing. */
export const kernelRow = (name: string, core: Core): KernelRow | undefined => {
  const family = kernelFamily(name);
  for (const { kernels } of measured[core]) {
    const row = kernels[name] ?? kernels[family.name];
    if (row === undefined) continue;
    const { number } = family;
    return number === undefined
      ? row
      : {
          ...row,
          once: numbered(row.once, number),
          many: numbered(row.many, number),
          apart: numbered(row.apart, number),
        };
  }
  return undefined;
};
