/** What a candidate costs, each the less the better. Bytes, cycles, and what it loses of the model's quality. */
export interface Costs {
  readonly flash: number;
  readonly ram: number;
  readonly cycles: number;
  /** A ratio: 0.01 is a point of accuracy, or one per cent more error. Below 0 where it gained. */
  readonly loss: number;
}

/** The three that are known from lowering alone. */
export const analytic = ['flash', 'ram', 'cycles'] as const;

export type Analytic = (typeof analytic)[number];

/** Whether `a` is at least as good in everything, and better in something. */
export const dominates = (a: Costs, b: Costs): boolean =>
  a.flash <= b.flash &&
  a.ram <= b.ram &&
  a.cycles <= b.cycles &&
  a.loss <= b.loss &&
  (a.flash < b.flash || a.ram < b.ram || a.cycles < b.cycles || a.loss < b.loss);

/** Those that no other dominates, in their order; of equal ones the first. */
export const frontOf = <T>(all: readonly T[], costsOf: (one: T) => Costs): readonly T[] =>
  all.filter((one, i) => {
    const own = costsOf(one);
    return !all.some((other, j) => {
      const its = costsOf(other);
      const same = its.flash === own.flash && its.ram === own.ram && its.cycles === own.cycles && its.loss === own.loss;
      return same ? j < i : dominates(its, own);
    });
  });

/** Losses that nobody tells apart, and the greatest that anybody looks at. */
const [leastLoss, mostLoss] = [0.002, 0.3];

/**
 * A loss from 0 to 1, the same step for each factor rather than for each point: between 0.5 and 1 points lies as much as between
 * 5 and 10. Gains count as no loss.
 */
export const lossScale = (loss: number): number =>
  Math.min(1, Math.log1p(Math.max(0, loss) / leastLoss) / Math.log1p(mostLoss / leastLoss));

/** The same for losses before training, of which nearly all is usual. */
export const outlineScale = (loss: number): number => Math.min(1, Math.max(0, loss));

/** The loss at a place of `lossScale`. */
export const lossAt = (place: number): number => leastLoss * Math.expm1(place * Math.log1p(mostLoss / leastLoss));
