import { candidateText, frontOf, type Outcome } from '@tinyml/core/internal';
import { type ReportCandidate, type ReportSearch } from './page-data.ts';

const known = (value: number | null): number => value ?? Infinity;

/** What a search has found until now: those within the budget that none of the others dominates are worth choosing from, none is chosen yet. */
export const searchSoFar = (outcomes: readonly Outcome[]): ReportSearch => {
  const within = outcomes.flatMap(({ candidate, lowered, verdict }) =>
    lowered?.over.length !== 0 || verdict === null ? [] : [{ candidate, lowered, verdict }],
  );
  const front = frontOf(within, ({ lowered: { cycles, flash, ram }, verdict: { loss } }) => ({
    flash: known(flash),
    ram: known(ram),
    cycles: known(cycles),
    loss,
  })).map(({ candidate }) => candidate);
  const candidates = outcomes.flatMap(({ candidate, lowered, verdict }): readonly ReportCandidate[] => {
    if (lowered === null) return [];
    const { cycles, flash, kernels, over, ram } = lowered;
    if (flash === null || ram === null || cycles === null) return [];
    const place = front.indexOf(candidate);
    return [
      {
        text: candidateText(candidate),
        point: place < 0 ? null : place + 1,
        kernels,
        flash,
        ram,
        cycles: Math.round(cycles),
        quality: verdict?.quality.value ?? null,
        over: over.length > 0,
      },
    ];
  });
  return {
    ended: 'under way',
    evaluations: outcomes.length,
    measure: within[0]?.verdict.quality.measure ?? 'quality',
    baseline: null,
    candidates,
  };
};
