import type { Core, Kernel } from '@tinyml/core';

const coresWith: Readonly<Record<Exclude<Kernel['isa'], 'generic'>, readonly Core[]>> = {
  dsp: ['cortex-m4', 'cortex-m4f', 'cortex-m7', 'cortex-m33', 'cortex-m55', 'cortex-m85'],
  fpu: ['cortex-m4f', 'cortex-m7', 'cortex-m33', 'cortex-m55', 'cortex-m85'],
  mve: ['cortex-m55', 'cortex-m85'],
};

/** Whether a core has the instructions that a kernel is made of. */
export const runsOn = (isa: Kernel['isa'], core: Core): boolean => isa === 'generic' || coresWith[isa].includes(core);
