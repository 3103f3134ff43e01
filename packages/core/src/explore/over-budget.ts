import { nothingFits } from '../diagnostics/catalogue/explore.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { candidateText } from './candidate.ts';
import type { Outcome } from './job.ts';
import { costExcess } from './cost-excess.ts';
import type { CostLimits } from './propose.ts';

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;

const figures = ({ lowered, verdict }: Outcome): string => {
  const parts = [
    lowered?.flash == null ? [] : [`${lowered.flash.toLocaleString('en')} B of flash`],
    lowered?.ram == null ? [] : [`${lowered.ram.toLocaleString('en')} B of RAM`],
    lowered?.cycles == null ? [] : [`${Math.round(lowered.cycles).toLocaleString('en')} cycles`],
    verdict === null ? [] : [`${percent(verdict.loss)} lost`],
  ];
  return parts.flat().join(', ');
};

/** How far from the budget a candidate is, with what it loses. */
const excess = ({ lowered, verdict }: Outcome, limits: CostLimits): number =>
  lowered === null
    ? Infinity
    : costExcess(lowered, limits) + (verdict === null ? 0 : Math.max(0, verdict.loss - limits.loss) / 0.01);

/** Of each figure that has a limit, the least that any sequence came to: what the budget would have to be at least. */
const bounds = (outcomes: readonly Outcome[], limits: CostLimits): string =>
  (['flash', 'ram', 'cycles'] as const)
    .filter((name) => limits[name] !== Infinity)
    .map((name) => {
      const least = Math.min(...outcomes.map(({ lowered }) => lowered?.[name] ?? Infinity));
      const unit = { flash: 'B of flash', ram: 'B of RAM', cycles: 'cycles' }[name];
      return least === Infinity
        ? ''
        : `${Math.round(least).toLocaleString('en')} ${unit} (limit ${Math.floor(limits[name]).toLocaleString('en')})`;
    })
    .filter((text) => text !== '')
    .join(', ');

/** Sequences that a message names, at most. */
const mostNamed = 3;

/** Where nothing that was tried is within the budget: what came nearest, and the least that each figure came to. */
export const overBudgetProblem = (outcomes: readonly Outcome[], limits: CostLimits, trains: boolean): Diagnostic => {
  const near = outcomes
    .filter(({ lowered }) => lowered !== null)
    .toSorted((a, b) => excess(a, limits) - excess(b, limits))
    .slice(0, mostNamed)
    .map((outcome) => `${candidateText(outcome.candidate)}: ${figures(outcome)}`);
  const training = trains
    ? 'a smaller network is needed, or another target'
    : 'passes that train may help: `explore: { train: true }`; else a smaller network is needed, or another target';
  return nothingFits(
    outcomes.length,
    `the least that any came to is ${bounds(outcomes, limits)}`,
    `tried, and nearest: ${near.join('; ')}. ${training}`,
  );
};
