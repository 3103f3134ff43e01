import type { Cost, Kernel, Metric } from '@tinyml/core';

/** A kernel that can run a node, and what that costs. */
export interface Candidate {
  readonly kernel: Kernel;
  readonly cost: Cost;
}

/** A kernel that cannot run a node. `lacking`: the core has not got its instructions. */
export interface Rejection {
  readonly kernel: Kernel;
  readonly why: string;
  readonly lacking: boolean;
}

/** Under priority size, generic code is taken up to this many times the fastest kernel's cycles. */
const slowest = 2;

/** Generic code is the smallest. */
export const isaRank = ({ isa }: Kernel): number => (isa === 'generic' ? 0 : 1);

/** The best of `candidates`, of which there is at least one. */
const best = <C extends Candidate>(candidates: readonly C[], priority: Metric): C => {
  const rank = ({ kernel, cost }: Candidate): readonly [number, number] =>
    priority === 'size' ? [isaRank(kernel), cost.instructions] : [cost.cycles, cost.instructions];
  const fastest = Math.min(...candidates.map(({ cost }) => cost.cycles));
  const fit = candidates.filter(({ cost }) => priority !== 'size' || cost.cycles <= slowest * fastest);
  return fit.reduce((first, candidate) => {
    const [a, b] = [rank(first), rank(candidate)];
    return b[0] < a[0] || (b[0] === a[0] && b[1] < a[1]) ? candidate : first;
  });
};

const factorText = (cycles: number, reference: number): string => {
  const factor = cycles / reference;
  return factor < 1.005 ? 'as many cycles' : `${factor.toFixed(factor < 1.1 ? 2 : 1)}× the cycles`;
};

/** What told `chosen` from the other candidates. */
const preference = (chosen: Candidate, candidates: readonly Candidate[], priority: Metric): string => {
  const others = candidates.filter((candidate) => candidate !== chosen).sort((a, b) => a.cost.cycles - b.cost.cycles);
  const [next] = others;
  if (next === undefined) return 'the only kernel that supports it';
  const among = `of ${String(candidates.length)}`;
  const fastest = next.cost.cycles < chosen.cost.cycles ? next : chosen;
  const against = ({ kernel, cost }: Candidate): string =>
    `${kernel.name} takes ${factorText(cost.cycles, fastest.cost.cycles)}`;
  if (priority !== 'size') return `fastest ${among}: ${against(next)}`;
  const smaller = others.find(({ kernel }) => isaRank(kernel) < isaRank(chosen.kernel));
  if (smaller !== undefined)
    return `fewest instructions ${among}: ${against(smaller)}, and over ${String(slowest)}× small code is too slow`;
  if (isaRank(fastest.kernel) === isaRank(chosen.kernel)) return `fewest instructions ${among}: ${against(next)}`;
  const slower = factorText(chosen.cost.cycles, fastest.cost.cycles);
  return `smallest ${among}: ${slower} of ${fastest.kernel.name}, and up to ${String(slowest)}× small code will do`;
};

/** How a kernel's operands are stored: `s8` for tml_conv_2d_1x1_s8_dsp. */
const formOf = ({ isa, name }: Kernel): string | undefined =>
  (isa === 'generic' ? name : name.replace(new RegExp(`_${isa}$`), '')).split('_').at(-1);

/** Why the kernels that are made for this core and these types did not get the node; one text for each reason. */
export const refusals = (chosen: Candidate, rejections: readonly Rejection[]): readonly string[] => {
  const names = new Map<string, readonly string[]>();
  for (const { kernel, lacking, why } of rejections) {
    if (lacking || kernel.isa === 'generic' || formOf(kernel) !== formOf(chosen.kernel)) continue;
    names.set(why, [...(names.get(why) ?? []), kernel.name]);
  }
  return [...names].map(([why, kernels]) => `not ${kernels.join(', ')}: ${why}`);
};

/** The best of `candidates` (at least one) under the priority, and why that one and not another. */
export const choose = <C extends Candidate>(
  candidates: readonly C[],
  rejections: readonly Rejection[],
  priority: Metric,
): { readonly chosen: C; readonly why: string } => {
  const chosen = best(candidates, priority);
  return { chosen, why: [preference(chosen, candidates, priority), ...refusals(chosen, rejections)].join('; ') };
};
