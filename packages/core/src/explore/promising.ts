import type { Priority } from '../hardware/target.ts';
import { analytic, type Analytic } from './objectives.ts';
import type { CostLimits, Finding } from './propose.ts';

/** What a cost is looked at by where everything fits. */
const costOf: Readonly<Record<Priority, Analytic>> = {
  size: 'flash',
  latency: 'cycles',
  accuracy: 'flash',
  balanced: 'flash',
};

/** By how much costs are over the limits: 0 for what fits. */
const strainOf = (costs: Readonly<Record<Analytic, number>>, limits: CostLimits): number =>
  analytic.reduce((sum, name) => sum + Math.max(0, Math.log(costs[name] / limits[name])), 0);

/**
 * The candidates that most others are not better than, the best first: in what they are over the limits, in loss, and once something is within
 * all limits in what matters most. What was not measured counts as the worst.
 */
export const promising = (
  findings: ReadonlyMap<number, Finding>,
  limits: CostLimits,
  priority: Priority,
): readonly number[] => {
  const all = [...findings].flatMap(([index, { costs, isWhole = true, loss, outlineLoss }]) =>
    costs === undefined
      ? []
      : [
          {
            index,
            cost: costs[costOf[priority]],
            strain: strainOf(costs, limits),
            loss: loss ?? outlineLoss ?? 1,
            isWithin: isWhole && loss !== undefined && loss <= limits.loss,
          },
        ],
  );
  const isKnown = all.some(({ isWithin, strain }) => isWithin && strain === 0);
  const better = (a: (typeof all)[number], b: (typeof all)[number]): boolean => {
    const [x, y] = [a, b].map(({ cost, loss, strain }) => [strain, loss, isKnown ? cost : 0]) as [number[], number[]];
    return x.every((one, i) => one <= (y[i] as number)) && x.some((one, i) => one < (y[i] as number));
  };
  return all
    .map((one) => ({ ...one, beaten: all.filter((other) => better(other, one)).length }))
    .toSorted((a, b) => a.beaten - b.beaten || a.strain - b.strain || a.loss - b.loss)
    .map(({ index }) => index);
};
