import { tiesWithBest, comparePaired } from '../evaluation/paired-comparison.ts';
import type { Priority } from '../hardware/target.ts';
import { candidateDigest, type Candidate } from './candidate.ts';
import { costRange, dominatedVolume } from './hypervolume.ts';
import { dominates, frontOf, lossScale, type Costs } from './objectives.ts';
import type { Verdict } from './verdict.ts';
import type { Lowered } from './workbench.ts';

/** A candidate within the budget, with kernels chosen by one priority. */
export interface Point {
  readonly candidate: Candidate;
  readonly lowered: Lowered;
  readonly verdict: Verdict;
}

const known = (value: number | null): number => value ?? Infinity;

export const costsOf = ({ lowered, verdict }: Point): Costs => ({
  flash: known(lowered.flash),
  ram: known(lowered.ram),
  cycles: known(lowered.cycles),
  loss: verdict.loss,
});

/** Whether a point loses no more than `limit`. `surely`: also by the bound of its loss. */
const keeps = ({ verdict }: Point, limit: number, surely: boolean): boolean =>
  verdict.loss <= limit && (!surely || (verdict.bound ?? verdict.loss) <= limit);

const leastBy = (points: readonly Point[], of: (point: Point) => number): readonly Point[] => {
  const least = Math.min(...points.map(of));
  return points.filter((point) => of(point) === least);
};

/** The best one, and those that tie with it: each is held against the best itself. */
const mostAccurate = (points: readonly Point[]): readonly Point[] => {
  const [best] = leastBy(points, ({ verdict }) => verdict.loss);
  return points.filter((point) => {
    if (best === undefined || point === best || point.verdict.loss === best.verdict.loss) return true;
    const comparison = comparePaired(point.verdict.outcomes, best.verdict.outcomes);
    return comparison !== undefined && tiesWithBest(comparison);
  });
};

const price = ({ lowered: { flash, ram, cycles } }: Point): number =>
  Math.log(known(flash) + 1) + 0.15 * Math.log(known(ram) + 1) + 0.5 * Math.log(known(cycles) + 1);

const bestBy: Readonly<Record<Priority, (points: readonly Point[]) => readonly Point[]>> = {
  size: (points) => leastBy(points, ({ lowered }) => known(lowered.flash)),
  latency: (points) => leastBy(points, ({ lowered }) => known(lowered.cycles)),
  accuracy: mostAccurate,
  balanced: (points) => leastBy(points, price),
};

/** What was chosen. `surely`: its loss is within the limit with 95 % confidence, not only as measured. */
export interface Chosen {
  readonly point: Point;
  readonly surely: boolean;
}

/**
 * The best point by the order of priority among those that lose no more than `limit`: by the bound of the loss where any does, else as
 * measured. undefined: none does.
 */
export const choosePoint = (
  points: readonly Point[],
  priority: readonly Priority[],
  limit: number,
): Chosen | undefined => {
  for (const surely of [true, false]) {
    let left: readonly Point[] = points.filter((point) => keeps(point, limit, surely));
    if (left.length === 0) continue;
    for (const one of priority) left = bestBy[one](left);
    const [point] = leastBy(left, ({ lowered }) => known(lowered.ram)).toSorted((a, b) =>
      candidateDigest(a.candidate) < candidateDigest(b.candidate) ? -1 : 1,
    );
    if (point !== undefined) return { point, surely };
  }
  return undefined;
};

/** More of them are no choice, but a list. */
const mostShown = 6;

/**
 * A few points worth choosing from: the chosen one, the best in each cost, and those that add most to the volume which these dominate.
 * No other point dominates one of them.
 */
export const worthShowing = (points: readonly Point[], chosen: Point): readonly Point[] => {
  const front = frontOf(points, costsOf);
  const shown: Point[] = [chosen];
  const add = (point: Point | undefined): void => {
    if (point !== undefined && shown.length < mostShown && !shown.includes(point)) shown.push(point);
  };
  const better = (a: Costs, b: Costs): number => a.flash - b.flash || a.loss - b.loss || a.cycles - b.cycles;
  for (const name of ['flash', 'loss', 'cycles', 'ram'] as const)
    add(front.toSorted((a, b) => costsOf(a)[name] - costsOf(b)[name] || better(costsOf(a), costsOf(b)))[0]);
  const range = costRange(front.map(costsOf));
  while (shown.length < mostShown) {
    const volume = dominatedVolume(shown.map(costsOf), range);
    const grown = front
      .filter((point) => !shown.includes(point))
      .map((point) => ({ point, growth: volume.expectedGrowth(costsOf(point), lossScale(point.verdict.loss), 0) }))
      .toSorted((a, b) => b.growth - a.growth)[0];
    if (grown === undefined || grown.growth <= 0) break;
    add(grown.point);
  }
  return shown;
};

/** How many of `points` a point is better than in everything. */
export const dominatedBy = (point: Point, points: readonly Point[]): number =>
  points.filter((other) => other !== point && dominates(costsOf(point), costsOf(other))).length;
