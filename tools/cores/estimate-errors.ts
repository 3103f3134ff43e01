import type { Core } from '@tinyml/core';
import { ratedInstructions, ratesOf } from './fit-rates.ts';
import { factorsOf } from './fit.ts';
import type { CostRow } from './rows.ts';

/** By what an estimate is off, as a share of what was measured. */
export interface EstimateErrors {
  readonly model: string;
  readonly total: number;
  /** The worst of the layers that take more than a hundredth of the model. */
  readonly worst: number;
  readonly worstLayer: string;
}

/** A network of layers that is only there to be fitted to. */
const isForFitting = ({ model }: CostRow): boolean => model.startsWith('fit-');

/**
 * How far the estimates of instructions of each benchmark model are off when rates and factors are fitted to all rows but its
 * own: rows of one core and one optimisation level.
 */
export const unseenErrors = (core: Core, rows: readonly CostRow[]): readonly EstimateErrors[] => {
  const models = [...new Set(rows.filter((row) => !isForFitting(row)).map(({ model }) => model))].sort();
  return models.map((model) => {
    const own = rows.filter((row) => row.model === model);
    const others = rows.filter((row) => row.model !== model);
    const met = new Set(own.map(({ rates }) => rates));
    const factors = factorsOf(others);
    const rates = ratesOf(
      core,
      others.filter((row) => met.has(row.rates)),
    );
    const estimates = own.map((row) => {
      const factor = factors?.kernels[row.kernel] ?? factors?.others;
      const [estimate, mac, call] = factor?.instructions ?? [1, 0, 0];
      return ratedInstructions(rates, row) ?? row.estimatedInstructions * estimate + mac * row.macs + call;
    });
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const measured = sum(own.map(({ instructions }) => instructions));
    let [worst, worstLayer] = [0, ''];
    for (const [i, { instructions, kernel, layer }] of own.entries()) {
      const error = ((estimates[i] as number) - instructions) / instructions;
      if (instructions > measured / 100 && Math.abs(error) > Math.abs(worst)) {
        worst = error;
        worstLayer = `${layer} (${kernel})`;
      }
    }
    return { model, total: (sum(estimates) - measured) / measured, worst, worstLayer };
  });
};
