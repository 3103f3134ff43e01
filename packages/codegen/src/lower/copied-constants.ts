import { readFileSync } from 'node:fs';
import { TinymlError, type Core, type Kernel } from '@tinyml/core';
import { constantsOutOfReach } from '../diagnostics/kernels.ts';
import type { CopiedConstants, ProgramConstant } from '../program/program.ts';

const marksFlash = ({ sources }: Kernel): boolean => {
  // The kernel's own file is the last: those before it are what it includes.
  const own = sources.at(-1);
  return own !== undefined && readFileSync(own.path, 'utf8').includes('TML_FLASH');
};

interface CallOfKernel {
  readonly kernel: Kernel;
  readonly call: { readonly constants: readonly unknown[] };
}

export const copiedConstants = (core: Core, calls: readonly CallOfKernel[]): CopiedConstants => {
  if (core !== 'avr') return 'none';
  return calls.every(({ kernel, call }) => call.constants.length === 0 || marksFlash(kernel)) ? 'operands' : 'all';
};

/** What 16-bit pointers reach of an AVR's flash, less the vectors and the tables of the C library. */
const reach = 65536 - 512;

/** @throws TinymlError where constants in flash lie beyond what pointers to it reach. */
export const checkReach = (copied: CopiedConstants, constants: readonly ProgramConstant[]): void => {
  if (copied !== 'operands') return;
  const bytes = constants.reduce((sum, { bytes, memory }) => sum + (memory === 'flash' ? bytes : 0), 0);
  if (bytes > reach) throw new TinymlError(constantsOutOfReach(bytes, reach));
};
