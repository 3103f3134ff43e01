import type { Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import type { Choice } from '../lock/lock.ts';
import { neededData } from '../pass/define-pass.ts';
import type { Selection } from '../pipeline/selection-stage.ts';
import type { ShownPoint } from './finish.ts';
import type { Outcome } from './job.ts';

/** What was set apart of samples that passes read. */
const heldOutOf = ({ from }: Selection): Pick<Choice, 'heldOut'> =>
  from.how === 'drawn' && from.split !== 'test' ? { heldOut: { split: from.split, share: from.share } } : {};

/** What the lock says of the chosen point. `graph`: its optimised model; `selection`: what it was chosen by. */
export const choiceOf = (
  { passes, listed, lowered, verdict }: ShownPoint,
  graph: Graph,
  outcomes: readonly Outcome[],
  selection: Selection,
): Choice => ({
  passes: passes.map(({ pass, options }, i) => ({
    name: listed[i]?.name ?? pass.name,
    version: pass.version,
    options,
  })),
  kernels: lowered.kernels,
  figures: {
    flash: lowered.flash,
    ram: lowered.ram,
    cycles: lowered.cycles,
    [verdict.quality.measure]: verdict.quality.value,
    loss: verdict.loss,
  },
  evaluations: outcomes.filter((outcome) => outcome.verdict !== null).length,
  seed: selection.seed,
  ...heldOutOf(selection),
  weights: passes.some(({ pass, options }) => neededData(pass, options).includes('train')) ? graphDigest(graph) : null,
});
