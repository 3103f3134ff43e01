import { areaUnderCurve } from './area-under-curve.ts';
import { answersOf, errorsOf, type Outcomes } from './outcomes.ts';
import { regressionScorer } from './regression-score.ts';
import type { Task } from './task.ts';

/** How well the samples of one class were told from the others. Ratios; null where they divide by 0. */
export interface ClassScore {
  readonly label: number;
  readonly samples: number;
  readonly recall: number | null;
  readonly precision: number | null;
}

/** How a model did on a split. JSON: it is cached. */
export type Score =
  | {
      readonly kind: 'classification';
      readonly samples: number;
      /** Part of the samples whose label got the greatest output (of equal ones the first). */
      readonly accuracy: number;
      /** Samples by label (row) and by prediction (column). */
      readonly confusion: readonly (readonly number[])[];
      readonly classes: readonly ClassScore[];
      /** Area under the ROC curve, for one probability alone. */
      readonly auc: number | null;
    }
  | {
      readonly kind: 'regression';
      readonly samples: number;
      /** Mean absolute and root mean squared error over all elements, in the targets' real units. */
      readonly mae: number;
      readonly rmse: number;
      /** Part of the targets' variance that the model explains; 1 is perfect; null where the targets do not vary. */
      readonly r2: number | null;
    }
  | {
      readonly kind: 'reconstruction';
      readonly samples: number;
      /** Mean absolute and mean squared error, over all elements, in the input's real units. */
      readonly mae: number;
      readonly mse: number;
      /** Area under the ROC curve of a sample's squared error, against labels other than 0; null without labels. */
      readonly auc: number | null;
    };

/** What an output is held against, in real numbers. */
export interface Expectation {
  /** Values of the first input. */
  readonly input: ArrayLike<number>;
  /** NaN where there is none. */
  readonly label: number;
  /** Empty where there is none. */
  readonly target: ArrayLike<number>;
}

/** Takes the samples one by one. */
export interface Scorer {
  /** `output`: real numbers. */
  add(expected: Expectation, output: ArrayLike<number>): void;
  score(): Score;
  /** Sample by sample. */
  outcomes(): Outcomes;
}

const greatest = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
};

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const classificationScorer = (classes: number, binary: boolean): Scorer => {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const probabilities: number[] = [];
  const labels: number[] = [];
  const right: boolean[] = [];
  return {
    add({ label }, output) {
      const predicted = binary ? Number((output[0] ?? 0) >= 0.5) : greatest(output);
      const row = confusion[label] as number[];
      row[predicted] = (row[predicted] ?? 0) + 1;
      labels.push(label);
      right.push(predicted === label);
      if (binary) probabilities.push(output[0] ?? 0);
    },
    score() {
      const rows = confusion.map((row) => row.reduce((sum, count) => sum + count, 0));
      const hits = confusion.map((row, label) => row[label] ?? 0);
      return {
        kind: 'classification',
        samples: labels.length,
        accuracy: hits.reduce((sum, count) => sum + count, 0) / labels.length,
        confusion,
        classes: hits.map((hit, label) => ({
          label,
          samples: rows[label] ?? 0,
          recall: ratio(hit, rows[label] ?? 0),
          precision: ratio(
            hit,
            confusion.reduce((sum, row) => sum + (row[label] ?? 0), 0),
          ),
        })),
        auc: binary ? areaUnderCurve(probabilities, (index) => labels[index] === 1) : null,
      };
    },
    outcomes: () => answersOf(right),
  };
};

const reconstructionScorer = (): Scorer => {
  const errors: number[] = [];
  const labels: number[] = [];
  const means: number[] = [];
  let absolute = 0;
  let elements = 0;
  return {
    add({ input, label }, output) {
      let squared = 0;
      for (let i = 0; i < output.length; i++) {
        const difference = (output[i] ?? 0) - (input[i] ?? 0);
        absolute += Math.abs(difference);
        squared += difference * difference;
      }
      elements += output.length;
      errors.push(squared);
      means.push(squared / output.length);
      labels.push(label);
    },
    score: () => ({
      kind: 'reconstruction',
      samples: errors.length,
      mae: absolute / elements,
      mse: errors.reduce((sum, error) => sum + error, 0) / elements,
      auc: labels.some(Number.isNaN) ? null : areaUnderCurve(errors, (index) => labels[index] !== 0),
    }),
    outcomes: () => errorsOf(means),
  };
};

export const scorerFor = (task: Task): Scorer => {
  switch (task.kind) {
    case 'classification':
      return classificationScorer(task.classes, false);
    case 'binary':
      return classificationScorer(2, true);
    case 'regression':
      return regressionScorer();
    case 'reconstruction':
      return reconstructionScorer();
  }
};
