import { gaussianProcess, type GaussianProcess, type Point } from './gaussian-process.ts';
import { costRange, dominatedVolume, type CostRange } from './hypervolume.ts';
import { expectedImprovement, normalBelow } from './normal.ts';
import { analytic, lossAt, lossScale, outlineScale, type Analytic, type Costs } from './objectives.ts';

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
  /** What it loses untrained; undefined: that is not known. */
  readonly outlineLoss?: number | undefined;
  /** Only its untrained form was looked at: it is still to be tried. Default: it was. */
  readonly isOpen?: boolean;
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
  /** Only of these. Default: of all. */
  readonly among?: (index: number) => boolean;
  /**
   * What is wanted: those that add to what is known (the default), those that are likeliest to be within all limits, the loss by its bound,
   * or those that promise the least loss of what fits.
   */
  readonly seek?: 'growth' | 'certainty' | 'loss';
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

/** How much of what a candidate loses untrained it loses in the end, before anything tells; it counts as so many trials. */
const usualShare = { value: 0.5, trials: 0.5 };

/**
 * Losses. `untrained`: what is believed of them before training, of which those after it are a share and a difference (the autoregressive
 * model of Kennedy and O'Hagan, Biometrika 87(1), 2000).
 */
const lossProcess = (
  points: readonly Point[],
  losses: readonly number[],
  untrained?: GaussianProcess,
): GaussianProcess => {
  if (untrained === undefined) return gaussianProcess(points, losses, usualSpread.loss);
  const before = points.map((point) => untrained.predict(point).mean);
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const share =
    (sum(losses.map((loss, i) => loss * (before[i] ?? 0))) + usualShare.trials * usualShare.value) /
    (sum(before.map((loss) => loss * loss)) + usualShare.trials);
  const differences = gaussianProcess(
    points,
    losses.map((loss, i) => loss - share * (before[i] ?? 0)),
    usualSpread.loss,
  );
  return {
    predict(point) {
      const [a, b] = [untrained.predict(point), differences.predict(point)];
      return { mean: share * a.mean + b.mean, deviation: Math.hypot(share * a.deviation, b.deviation) };
    },
  };
};

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
  const outlined = [...findings].flatMap(([index, { outlineLoss }]) =>
    outlineLoss === undefined ? [] : [{ index, loss: outlineLoss }],
  );
  const at = (index: number): Point => points[index] as Point;
  const costModel = (name: Analytic): GaussianProcess =>
    gaussianProcess(
      lowered.map(({ index }) => at(index)),
      lowered.map(({ costs }) => Math.log(costs[name])),
      usualSpread.cost,
    );
  const lossModel = (all: readonly { readonly index: number; readonly loss: number }[]) =>
    lossProcess(
      all.map(({ index }) => at(index)),
      all.map(({ loss }) => lossScale(loss)),
      untrained,
    );
  const untrained =
    outlined.length === 0
      ? undefined
      : gaussianProcess(
          outlined.map(({ index }) => at(index)),
          outlined.map(({ loss }) => outlineScale(loss)),
          usualSpread.loss,
        );
  return {
    costs: { flash: costModel('flash'), ram: costModel('ram'), cycles: costModel('cycles') },
    loss: lossModel(measured),
    bound: lossModel(measured.map(({ bound, index, loss }) => ({ index, loss: bound ?? loss }))),
  };
};

/**
 * By how much a candidate is expected to lose less than all that fit so far, weighed by how probable it is that it fits (constrained expected
 * improvement; Schonlau, Welch and Jones, 1998).
 */
const lessLoss = (findings: ReadonlyMap<number, Finding>, limits: CostLimits): ((one: Belief) => number) => {
  const least = [...findings.values()].reduce(
    (best, { costs, loss }) =>
      costs === undefined || loss === undefined || analytic.some((name) => costs[name] > limits[name])
        ? best
        : Math.min(best, lossScale(loss)),
    1,
  );
  return ({ deviation, fits, mean }) => fits * expectedImprovement(least, mean, deviation);
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
export const propose = (request: ProposalRequest): Proposal => {
  const { points, findings, limits, count, among = () => true, seek = 'growth' } = request;
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
    .filter((index) => among(index) && (findings.get(index)?.isOpen ?? true))
    .map((index) => ({ index, ...believe(index) }));
  const certain = Math.max(0, ...open.map((one) => one.certain));
  const fits = Math.max(0, ...open.map((one) => one.fits));
  if (seek !== 'growth') {
    const hope = seek === 'certainty' ? (one: Belief) => one.certain : lessLoss(findings, limits);
    const likeliest = open.map((one) => ({ ...one, hope: hope(one) })).toSorted((a, b) => b.hope - a.hope);
    return { candidates: likeliest.slice(0, count).map(({ index }) => index), growth: 0, fits, certain };
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
