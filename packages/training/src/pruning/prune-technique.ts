import type { Tensor, Variable } from '@tensorflow/tfjs';
import { TinymlError, type ValueId } from '@tinyml/core';
import { pruningSteps } from '../diagnostics/pruning.ts';
import type { MakeTechnique, TechniqueSetting } from '../technique.ts';
import { pruningMask, type Pattern } from './mask.ts';
import type { PrunedWeights } from './pruned-weights.ts';
import { sparsityAt, updatesAt, type PruningSchedule } from './schedule.ts';

export interface PruneOptions extends Omit<PruningSchedule, 'end'> {
  /** Default: three quarters of all steps, so that the last quarter trains what is left. */
  readonly end?: number;
}

/** @throws TinymlError TML657 for a schedule that does not fit into the steps there are */
export const completeSchedule = (
  { end, ...options }: PruneOptions,
  { steps, stepsPerEpoch }: Pick<TechniqueSetting, 'steps' | 'stepsPerEpoch'>,
): PruningSchedule => {
  const schedule = { ...options, end: end ?? Math.max(options.begin, Math.ceil(steps * 0.75)) };
  if (schedule.end > steps || schedule.begin >= schedule.end)
    throw new TinymlError(pruningSteps(schedule.begin, schedule.end, steps, stepsPerEpoch));
  return schedule;
};

/**
 * Masks the weights in the forward pass, so that no gradient reaches those at zero; by the schedule the masks are made
 * anew from the magnitudes of all weights. A weight keeps its value while it is masked, and may come back.
 */
export const pruneTechnique =
  (pruned: readonly PrunedWeights[], pattern: Pattern, options: PruneOptions): MakeTechnique =>
  (setting) => {
    const { tf, variables } = setting;
    const schedule = completeSchedule(options, setting);
    const masks = new Map<ValueId, Variable>();
    for (const { weights } of pruned) {
      const variable = variables.get(weights);
      if (variable !== undefined)
        masks.set(
          weights,
          tf.tidy(() => tf.variable(tf.onesLike(variable), false)),
        );
    }
    const update = (step: number): void => {
      for (const { weights, matrix, final } of pruned) {
        const [variable, mask] = [variables.get(weights), masks.get(weights)];
        if (variable === undefined || mask === undefined) continue;
        const initial = Math.min(schedule.initial, final);
        const sparsity = sparsityAt({ ...schedule, initial, final }, step);
        const data = pruningMask(variable.dataSync() as Float32Array, matrix, pattern, sparsity);
        tf.tidy(() => {
          mask.assign(tf.tensor(data, variable.shape));
        });
      }
    };
    if (updatesAt(schedule, 0)) update(0);
    const masked = (id: ValueId, value: Tensor): Tensor => {
      const mask = masks.get(id);
      return mask === undefined ? value : value.mul(mask);
    };
    return {
      variables: [...masks.values()],
      weight: masked,
      finish: masked,
      leastSteps: schedule.end,
      afterStep(step) {
        if (updatesAt(schedule, step + 1)) update(step + 1);
      },
    };
  };
