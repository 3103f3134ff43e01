/** When and how far weights are pruned. Steps count the optimiser's, over all epochs. */
export interface PruningSchedule {
  /** Share of zeros from `begin` on. */
  readonly initial: number;
  /** Share of zeros from `end` on. */
  readonly final: number;
  readonly begin: number;
  readonly end: number;
  /** Steps between two updates of the masks. */
  readonly frequency: number;
  readonly exponent: number;
}

/**
 * Share of zeros after `step` steps: final + (initial − final) · (1 − (step − begin) / (end − begin)) ^ exponent between
 * begin and end, 0 before. Zhu and Gupta, "To prune, or not to prune", 2017, equation 1 (there the exponent is 3).
 */
export const sparsityAt = ({ initial, final, begin, end, exponent }: PruningSchedule, step: number): number => {
  if (step < begin) return 0;
  const left = end > begin ? Math.max(0, 1 - (step - begin) / (end - begin)) : 0;
  return final + (initial - final) * left ** exponent;
};

/** True where the masks are made anew after `step` steps: every `frequency` from `begin`, and at `end`. */
export const updatesAt = ({ begin, end, frequency }: PruningSchedule, step: number): boolean =>
  step >= begin && (step === end || (step < end && (step - begin) % frequency === 0));
