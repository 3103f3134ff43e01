import type { Core, Kernel } from '@tinyml/core';
import { runsOn } from './instruction-sets.ts';

const instructions: Readonly<Record<Exclude<Kernel['isa'], 'generic'>, string>> = {
  dsp: "Armv7E-M's SIMD instructions",
  fpu: 'the floating-point unit',
  mve: 'Helium',
};

/** In words: which instructions of a core some of the kernels are made for, and which they are not. */
export interface CoreKernels {
  readonly used: readonly string[];
  readonly unused: readonly string[];
}

export const coreKernels = (core: Core, kernels: readonly Kernel[]): CoreKernels => {
  const found = (Object.keys(instructions) as (keyof typeof instructions)[]).filter((isa) => runsOn(isa, core));
  const has = (isa: keyof typeof instructions): boolean => kernels.some((kernel) => kernel.isa === isa);
  return {
    used: found.filter(has).map((isa) => instructions[isa]),
    unused: found.filter((isa) => !has(isa)).map((isa) => instructions[isa]),
  };
};
