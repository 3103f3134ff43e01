import { haltonPoints } from './halton.ts';
import { analytic, lossScale, type Analytic, type Costs } from './objectives.ts';
import { expectedImprovement } from './normal.ts';

/** Where each analytic cost begins and ends that anybody looks at. */
export type CostRange = Readonly<Record<Analytic, { readonly least: number; readonly most: number }>>;

/** The range of what is known so far. */
export const costRange = (all: readonly Pick<Costs, Analytic>[]): CostRange => {
  const of = (name: Analytic): { least: number; most: number } => {
    const values = all.map((one) => one[name]);
    return { least: Math.min(...values), most: Math.max(...values) };
  };
  return { flash: of('flash'), ram: of('ram'), cycles: of('cycles') };
};

const scaled = (value: number, { least, most }: { least: number; most: number }): number =>
  most <= least ? 0 : (Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least));

/** The volume that some candidates dominate, and what another one would add to it. */
export interface DominatedVolume {
  /** From 0 to 1. */
  readonly volume: number;
  /**
   * The growth to be expected of a candidate whose costs are these and whose loss, on `lossScale`, is normally distributed.
   */
  expectedGrowth(costs: Pick<Costs, Analytic>, mean: number, deviation: number): number;
}

/**
 * Hypervolume in flash, RAM and cycles (logarithms, over the range) and loss (`lossScale`). In the three that are known before anything is
 * measured it is a sum over evenly spread points; at each the loss of the best candidate that is no dearer is a step in the fourth, so
 * that the expected growth is the sum of ordinary expected improvements, in closed form. `worst`: the loss, on that scale, that nobody wants.
 */
export const dominatedVolume = (known: readonly Costs[], range: CostRange, worst = 1, count = 512): DominatedVolume => {
  const points = haltonPoints(count, analytic.length);
  const reaches = (point: Float64Array, costs: Pick<Costs, Analytic>): boolean =>
    analytic.every((name, d) => scaled(costs[name], range[name]) <= (point[d] ?? 0));
  const best = points.map((point) =>
    known.reduce((least, costs) => (reaches(point, costs) ? Math.min(least, lossScale(costs.loss)) : least), worst),
  );
  return {
    volume: best.reduce((sum, loss) => sum + (worst - loss), 0) / count,
    expectedGrowth(costs, mean, deviation) {
      const levels = new Map<number, number>();
      points.forEach((point, i) => {
        if (reaches(point, costs)) levels.set(best[i] ?? worst, (levels.get(best[i] ?? worst) ?? 0) + 1);
      });
      let growth = 0;
      for (const [level, times] of levels) growth += times * expectedImprovement(level, mean, deviation);
      return growth / count;
    },
  };
};
