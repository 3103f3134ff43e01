import { elementCount, sameShape, type TensorType } from '../ir/type.ts';
import type { Samples } from '../data/samples.ts';
import { labelOutOfRange, nothingToCompare } from '../diagnostics/catalogue/data.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';

/**
 * What a model's first output is held against: a class index among `classes` (the greatest element wins), one
 * probability of class 1, target values, or the model's own input (auto-encoders).
 */
export type Task =
  | { readonly kind: 'classification'; readonly classes: number }
  | { readonly kind: 'binary' | 'regression' | 'reconstruction' };

/**
 * The task that a model's types and a split's labels and targets suggest: where there are targets they decide, labels
 * beside them are left alone. Labels of an auto-encoder tell anomalies (≠ 0) from normal samples (0).
 * @throws TinymlError TML813 where there are no labels, TML814 where a label is beyond the model's classes
 */
export const taskOf = (input: TensorType, output: TensorType, samples: Samples): Task => {
  if (samples.targets !== undefined) return { kind: 'regression' };
  if (sameShape(input.shape, output.shape)) return { kind: 'reconstruction' };
  const { labels, count } = samples;
  if (labels === undefined) throw new TinymlError(nothingToCompare());
  const elements = elementCount(output.shape);
  const classes = Math.max(2, elements);
  for (let i = 0; i < count; i++)
    if ((labels[i] ?? 0) >= classes) throw new TinymlError(labelOutOfRange(i, labels[i] ?? 0, classes));
  return elements === 1 ? { kind: 'binary' } : { kind: 'classification', classes };
};
