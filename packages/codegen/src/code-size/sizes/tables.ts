import type { Core } from '@tinyml/core';
import { avr } from './avr.ts';
import { cortexM3 } from './cortex-m3.ts';
import { cortexM4f } from './cortex-m4f.ts';
import { cortexM55 } from './cortex-m55.ts';
import type { SizeTable } from './size-table.ts';

/** The nearest core that was measured, and the one after it for functions that were not measured on the first one. */
const measured: Readonly<Record<Core, readonly SizeTable[]>> = {
  'cortex-m0': [cortexM3],
  'cortex-m0plus': [cortexM3],
  'cortex-m3': [cortexM3],
  'cortex-m4': [cortexM3, cortexM4f],
  'cortex-m4f': [cortexM4f],
  'cortex-m7': [cortexM4f],
  'cortex-m33': [cortexM4f],
  'cortex-m55': [cortexM4f, cortexM55],
  'cortex-m85': [cortexM4f, cortexM55],
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

/** The cores whose sizes stand for a core's, the nearest first. */
export const measuredCores = (core: Core): readonly Core[] => measured[core].map((table) => table.core);
