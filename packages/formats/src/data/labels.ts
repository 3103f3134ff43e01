import { TinymlError } from '@tinyml/core';
import { badLabel, malformedData } from '../diagnostics/data.ts';
import type { NumericArray } from './numeric-array.ts';

/** Class indices from an array of them, [n] or [n, 1], or from one-hot rows [n, classes]. @throws TinymlError (TML806). */
export const classIndices = (path: string, { shape, data }: NumericArray, limit: number): Int32Array => {
  const count = shape[0] ?? 0;
  const width = count === 0 ? 1 : data.length / count;
  if (!Number.isInteger(width) || width === 0) throw new TinymlError(malformedData(path, 'labels without samples'));
  const labels = new Int32Array(Math.min(count, limit));
  for (let i = 0; i < labels.length; i++) {
    if (width === 1) {
      const label = Number(data[i]);
      if (!Number.isInteger(label) || label < 0 || label > 1e6) throw new TinymlError(badLabel(path, i, label));
      labels[i] = label;
      continue;
    }
    let best = 0;
    for (let k = 0; k < width; k++) {
      const value = Number(data[i * width + k]);
      if (Number.isNaN(value)) throw new TinymlError(badLabel(path, i, value));
      if (value > Number(data[i * width + best])) best = k;
    }
    labels[i] = best;
  }
  return labels;
};
