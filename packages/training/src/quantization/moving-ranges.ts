import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { ValueId } from '@tinyml/core';
import type { Range } from '@tinyml/passes';
import type { Tf } from '../backend.ts';

/** Least and greatest value of tensors, as exponential moving averages over the training steps. */
export interface MovingRanges {
  /** [n, 3]: minimum, maximum, and in how many steps the tensor has been seen. */
  readonly variable: Variable;
  /** Notes the values of this step. */
  see(id: ValueId, value: Tensor): void;
  /** Takes what was noted into the averages. */
  update(): void;
  /** Of the tensors seen before the last update. The same object until the next change. */
  current(): ReadonlyMap<ValueId, Range>;
}

const columns = 3;

/**
 * average ← decay · average + (1 − decay) · value (Jacob et al. 2018, section 3.1), and until 1 / (1 − decay) steps are there
 * their plain mean: a short training does not end with the extremes of its first batch. All state is in the variable, so
 * that a checkpoint restores it.
 */
export const movingRanges = (tf: Tf, ids: readonly ValueId[], decay: number): MovingRanges => {
  const variable = tf.variable(tf.zeros([ids.length, columns]), false);
  const rows = new Map(ids.map((id, row) => [id, row]));
  const seen = new Map<ValueId, Tensor[]>();
  let table: Float32Array | undefined;
  let known: ReadonlyMap<ValueId, Range> = new Map();

  return {
    variable,
    see(id, value) {
      if (!rows.has(id)) return;
      const extremes = tf.keep(tf.stack([value.min(), value.max()]));
      seen.set(id, [...(seen.get(id) ?? []), extremes]);
    },
    update() {
      const next = Float32Array.from(variable.dataSync());
      for (const [id, steps] of seen) {
        const at = columns * (rows.get(id) ?? 0);
        const extremes = steps.map((step) => step.dataSync());
        const count = (next[at + 2] ?? 0) + 1;
        const share = Math.max(1 - decay, 1 / count);
        const min = Math.min(...extremes.map(([low = 0]) => low));
        const max = Math.max(...extremes.map(([, high = 0]) => high));
        next[at] = (next[at] ?? 0) + share * (min - (next[at] ?? 0));
        next[at + 1] = (next[at + 1] ?? 0) + share * (max - (next[at + 1] ?? 0));
        next[at + 2] = count;
        tf.dispose(steps);
      }
      seen.clear();
      tf.tidy(() => variable.assign(tf.tensor(next, [ids.length, columns])));
    },
    current() {
      // Not kept beside the variable: a checkpoint or the best weights may have been put into it.
      const now = variable.dataSync() as Float32Array;
      if (table?.every((value, i) => value === now[i]) === true) return known;
      table = now.slice();
      known = new Map(
        ids.flatMap((id, row): [ValueId, Range][] => {
          const [min = 0, max = 0, count = 0] = now.subarray(columns * row, columns * (row + 1));
          return count > 0 ? [[id, [min, max]]] : [];
        }),
      );
      return known;
    },
  };
};
