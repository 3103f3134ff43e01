import type { Target } from '@tinyml/core';
import { withFasterKernels } from '../select/faster-kernels.ts';
import type { UnitCall } from '../select/selected.ts';

/** What the attempts choose kernels from. */
export interface KernelChoice {
  readonly target: Target;
  /** Bytes of flash that the program may take; null: no limit. */
  readonly flash: number | null;
  /** A kernel for each unit that takes no flash for speed, as the target's priority wants it. */
  kernelsFor(target: Target): readonly UnitCall[];
}

/** One choice of kernels. */
export interface Attempt {
  readonly name: string;
  kernels(choice: KernelChoice): readonly UnitCall[];
  /** When it takes the place of the attempt that precedes it, which does not fit in RAM. */
  readonly replaces: 'always' | 'where its arena is smaller';
}

/** Most speed first; each of the others gives something up for RAM. */
export const attempts: readonly [Attempt, ...Attempt[]] = [
  {
    name: 'fast kernels where flash is left for them',
    kernels: ({ flash, kernelsFor, target }) => withFasterKernels(kernelsFor(target), target, flash),
    replaces: 'always',
  },
  {
    name: 'no flash for speed',
    kernels: ({ kernelsFor, target }) => kernelsFor(target),
    // What does not fit in either case need not take flash as well.
    replaces: 'always',
  },
  {
    name: 'the kernels of priority size',
    kernels: ({ kernelsFor, target }) =>
      kernelsFor(target.priority[0] === 'size' ? target : { ...target, priority: ['size', 'latency', 'accuracy'] }),
    replaces: 'where its arena is smaller',
  },
];

/** Units whose memory has its place. */
export interface PlacedUnits {
  readonly units: readonly UnitCall[];
  readonly plan: { readonly arena: number };
}

const sameKernels = (a: readonly UnitCall[], b: readonly UnitCall[]): boolean =>
  a.length === b.length &&
  a.every(({ kernel, request }, i) => kernel === b[i]?.kernel && request.priority === b[i].request.priority);

/** The first of the attempts that fits in RAM, else what the last of them leaves. */
export const firstThatFits = <Placed extends PlacedUnits>(
  [first, ...others]: readonly [Attempt, ...Attempt[]],
  choice: KernelChoice,
  place: (units: readonly UnitCall[]) => Placed,
  fits: (placed: Placed) => boolean,
): Placed => {
  let best = place(first.kernels(choice));
  for (const { kernels, replaces } of others) {
    if (fits(best)) break;
    const units = kernels(choice);
    if (sameKernels(units, best.units)) continue;
    const placed = place(units);
    if (replaces === 'always' || placed.plan.arena < best.plan.arena) best = placed;
  }
  return best;
};
