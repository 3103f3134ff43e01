import type { Cost, Kernel, Priority } from '@tinyml/core';

/** A kernel that can run a node, and what that costs. */
export interface Candidate {
  readonly kernel: Kernel;
  readonly cost: Cost;
}

/** A kernel that cannot run a node. `offCore`: it is made of instructions that the core does not have. */
export interface Rejection {
  readonly kernel: Kernel;
  readonly why: string;
  readonly offCore: boolean;
}

/** Under priority size, a program may take this many times the fastest one's cycles. */
export const slowest = 1.25;

/** Generic code is the smallest. */
export const isaRank = ({ isa }: Kernel): number => (isa === 'generic' ? 0 : 1);

/** The fastest of `candidates`, of which there is at least one. */
export const fastest = <C extends Candidate>(candidates: readonly C[]): C =>
  candidates.reduce((first, candidate) => {
    const [a, b] = [first.cost, candidate.cost];
    return b.cycles < a.cycles || (b.cycles === a.cycles && b.instructions < a.instructions) ? candidate : first;
  });

const factorText = (cycles: number, reference: number): string => {
  const factor = cycles / reference;
  return factor < 1.005 ? 'as many cycles' : `${factor.toFixed(factor < 1.1 ? 2 : 1)}× the cycles`;
};

/** What the program would take with another candidate: bytes saved, or bytes more under priority balanced. */
export type Alternative<C extends Candidate> = (other: C) => string;

/** What told `chosen` from the other candidates. `instead`: what the fastest other one would do to the program. */
const preference = <C extends Candidate>(
  chosen: C,
  candidates: readonly C[],
  priority: Priority,
  instead: Alternative<C>,
): string => {
  const others = candidates.filter((candidate) => candidate !== chosen).sort((a, b) => a.cost.cycles - b.cost.cycles);
  const [next] = others;
  if (next === undefined) return 'the only kernel that supports it';
  const among = `of ${String(candidates.length)}`;
  const first = next.cost.cycles < chosen.cost.cycles ? next : chosen;
  if (first !== chosen) {
    const aim = priority === 'balanced' ? 'for the balance of memory and time' : 'for the smallest program';
    const reference = `${factorText(chosen.cost.cycles, first.cost.cycles)} of ${first.kernel.name}`;
    return `${aim} ${among}: ${reference}${priority === 'balanced' ? instead(next) : ''}`;
  }
  const ahead = `${next.kernel.name} takes ${factorText(next.cost.cycles, first.cost.cycles)}`;
  return `fastest ${among}: ${ahead}${instead(next)}`;
};

/** How a kernel's operands are stored: `s8` for tml_conv_2d_1x1_s8_dsp. */
const formOf = ({ isa, name }: Kernel): string | undefined =>
  (isa === 'generic' ? name : name.replace(new RegExp(`_${isa}$`), '')).split('_').at(-1);

/** Why the kernels that are made for this core and these types did not get the node; one text for each reason. */
export const refusals = (chosen: Candidate, rejections: readonly Rejection[]): readonly string[] => {
  const names = new Map<string, readonly string[]>();
  for (const { kernel, offCore, why } of rejections) {
    if (offCore || kernel.isa === 'generic' || formOf(kernel) !== formOf(chosen.kernel)) continue;
    names.set(why, [...(names.get(why) ?? []), kernel.name]);
  }
  return [...names].map(([why, kernels]) => `not ${kernels.join(', ')}: ${why}`);
};

/** Why `chosen`, and not another one. */
export const reasons = <C extends Candidate>(
  chosen: C,
  candidates: readonly C[],
  rejections: readonly Rejection[],
  priority: Priority,
  instead: Alternative<C> = () => '',
): string => [preference(chosen, candidates, priority, instead), ...refusals(chosen, rejections)].join('; ');
