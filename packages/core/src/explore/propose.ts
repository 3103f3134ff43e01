import { gaussianProcess, type GaussianProcess, type Point } from './gaussian-process.ts';
import { costRange, dominatedVolume, type CostRange } from './hypervolume.ts';
import { normalBelow } from './normal.ts';
import { analytic, lossAt, lossScale, type Analytic, type Costs } from './objectives.ts';

/** What came of a candidate. */
export interface Finding {
  /** undefined: no C can be made of it. */
  readonly costs: Readonly<Record<Analytic, number>> | undefined;
  /** undefined: it was not measured, as lowering alone showed that it is over budget. */
  readonly loss: number | undefined;
  /** What the loss is not above, with 95 % confidence; undefined likewise. */
  readonly bound?: number | undefined;
  /** Whether the loss is that of the candidate itself. Default: yes; false: of a shorter training, by which the loss of others is judged as well. */
  readonly isWhole?: boolean;
}

/** Above these nothing is of use; Infinity: no limit. */
export type CostLimits = Readonly<Record<Analytic | 'loss', number>>;

export interface ProposalRequest {
  readonly points: readonly Point[];
  /** By index of `points`. */
  readonly findings: ReadonlyMap<number, Finding>;
  readonly limits: CostLimits;
  /** How many are wanted. */
  readonly count: number;
  /**
   * What is wanted: those that add to what is known (the default), those that are likeliest to be within all limits, the loss by its bound, or
   * those that are likeliest to fit the target.
   */
  readonly seek?: 'growth' | 'certainty' | 'fit';
}

export interface Proposal {
  /** Indices of `points`, the most promising first. */
  readonly candidates: readonly number[];
  /** By how much the best of them is expected to raise the hypervolume, from 0 to 1. */
  readonly growth: number;
  /** How probable it is of the likeliest one that is left that it fits the budget. */
  readonly fits: number;
  /** The same, and that the bound of its loss is within the limit. */
  readonly certain: number;
}

type Figures = Readonly<Record<Analytic, number>>;

interface Belief {
  readonly costs: Figures;
  /** How probable it is that the limits hold. */
  readonly fits: number;
  /** How probable it is that they hold, the loss's for its bound. */
  readonly certain: number;
  readonly mean: number;
  readonly deviation: number;
}

/** How much candidates differ before any is known: in logarithms of costs, and on `lossScale`. */
const usualSpread = { cost: 0.5, loss: 0.2 };

const modelsOf = (
  points: readonly Point[],
  findings: ReadonlyMap<number, Finding>,
): {
  readonly costs: Readonly<Record<Analytic, GaussianProcess>>;
  readonly loss: GaussianProcess;
  readonly bound: GaussianProcess;
} => {
  const lowered = [...findings].flatMap(([index, { costs }]) => (costs === undefined ? [] : [{ index, costs }]));
  const measured = [...findings].flatMap(([index, { loss, bound = loss }]) =>
    loss === undefined ? [] : [{ index, loss, bound }],
  );
  const at = (index: number): Point => points[index] as Point;
  const costModel = (name: Analytic): GaussianProcess =>
    gaussianProcess(
      lowered.map(({ index }) => at(index)),
      lowered.map(({ costs }) => Math.log(costs[name])),
      usualSpread.cost,
    );
  const lossModel = (values: readonly number[]): GaussianProcess =>
    gaussianProcess(
      measured.map(({ index }) => at(index)),
      values.map(lossScale),
      usualSpread.loss,
    );
  return {
    costs: { flash: costModel('flash'), ram: costModel('ram'), cycles: costModel('cycles') },
    loss: lossModel(measured.map(({ loss }) => loss)),
    bound: lossModel(measured.map(({ loss, bound }) => bound ?? loss)),
  };
};

/** The part of the range in which a budget still allows anything. */
const withinLimits = (range: CostRange, limits: CostLimits): CostRange => {
  const clipped = (name: Analytic): CostRange[Analytic] => ({
    least: range[name].least,
    most: Math.min(range[name].most, limits[name]),
  });
  return { flash: clipped('flash'), ram: clipped('ram'), cycles: clipped('cycles') };
};

/**
 * What to try next: the candidates whose trial is expected to raise the hypervolume of what is known by most, weighed by how probable it is
 * that they fit the budget (the constrained expected hypervolume improvement of Emmerich, Giannakoglou and Naujoks, IEEE Transactions on
 * Evolutionary Computation 10(4), 2006, over Gaussian processes). After each one it is assumed to turn out as believed, so that the next is not its twin.
 * The same findings give the same proposal.
 */
export const propose = ({ points, findings, limits, count, seek = 'growth' }: ProposalRequest): Proposal => {
  const models = modelsOf(points, findings);
  const believe = (index: number): Belief => {
    const point = points[index] as Point;
    const predictions = analytic.map((name) => ({ name, ...models.costs[name].predict(point) }));
    const costs = Object.fromEntries(predictions.map(({ name, mean }) => [name, Math.exp(mean)])) as Record<
      Analytic,
      number
    >;
    const fits = predictions.reduce(
      (product, { name, mean, deviation }) =>
        limits[name] === Infinity ? product : product * normalBelow((Math.log(limits[name]) - mean) / deviation),
      1,
    );
    const bound = models.bound.predict(point);
    const within = limits.loss === Infinity ? 1 : normalBelow((lossScale(limits.loss) - bound.mean) / bound.deviation);
    return { costs, fits, certain: fits * within, ...models.loss.predict(point) };
  };
  const open = [...points.keys()]
    .filter((index) => !findings.has(index))
    .map((index) => ({ index, ...believe(index) }));
  const certain = Math.max(0, ...open.map((one) => one.certain));
  const fits = Math.max(0, ...open.map((one) => one.fits));
  if (seek !== 'growth') {
    const hope = ({ certain: all, fits: size }: Belief): number => (seek === 'fit' ? size : all);
    const likeliest = open.toSorted((a, b) => hope(b) - hope(a)).slice(0, count);
    return { candidates: likeliest.map(({ index }) => index), growth: 0, fits, certain };
  }
  const known: Costs[] = [...findings.values()].flatMap(({ costs, isWhole = true, loss }) =>
    costs === undefined || loss === undefined || !isWhole || loss > limits.loss ? [] : [{ ...costs, loss }],
  );
  const lowered = [...findings.values()].flatMap(({ costs }) => costs ?? []);
  const range = withinLimits(costRange([...lowered, ...open.map(({ costs }) => costs)]), limits);
  const worst = limits.loss === Infinity ? 1 : lossScale(limits.loss);
  const chosen: number[] = [];
  let growth = 0;
  while (chosen.length < count && chosen.length < open.length) {
    const volume = dominatedVolume(known, range, worst);
    let best: { one: (typeof open)[number]; value: number; fallback: number } | undefined;
    for (const one of open) {
      if (chosen.includes(one.index)) continue;
      const value = one.fits * volume.expectedGrowth(one.costs, one.mean, one.deviation);
      if (best === undefined || value > best.value || (value === best.value && one.fits > best.fallback))
        best = { one, value, fallback: one.fits };
    }
    if (best === undefined) break;
    if (chosen.length === 0) growth = best.value;
    chosen.push(best.one.index);
    known.push({ ...best.one.costs, loss: lossAt(best.one.mean) });
  }
  return { candidates: chosen, growth, fits, certain };
};
