import type { Kernel } from '@tinyml/core';
import { kernelsOf, type Group, type Program } from '../program/program.ts';
import { runsOn } from '../select/instruction-sets.ts';

/** A step that runs on generic code. `share`: of the program's estimated cycles. */
export interface GenericLayer {
  readonly group: Group;
  readonly share: number;
}

/**
 * The steps that run on generic kernels on a core that some of `kernels` are made for, those that cost most first;
 * none on other cores.
 */
export const genericLayers = (program: Program, kernels: readonly Kernel[]): readonly GenericLayer[] => {
  const { schedule, target } = program;
  if (!kernels.some(({ isa }) => isa !== 'generic' && runsOn(isa, target.core))) return [];
  const generic = new Set(kernels.filter(({ isa }) => isa === 'generic').map(({ name }) => name));
  const total = schedule.reduce((sum, { cost }) => sum + cost.cycles, 0);
  return schedule
    .filter((group) => kernelsOf(group).some((kernel) => generic.has(kernel)))
    .map((group) => ({ group, share: total === 0 ? 0 : group.cost.cycles / total }))
    .sort((a, b) => b.share - a.share);
};
