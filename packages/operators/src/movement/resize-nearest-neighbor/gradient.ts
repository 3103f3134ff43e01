import { required } from '@tinyml/core';
import { nearestPixels } from '@tinyml/core/internal';
import type { Gradient } from '@tinyml/training';
import { entriesOf } from '../entries-gradient.ts';

export const gradient: Gradient<'resize_nearest_neighbor'> = {
  prepare({ tf, attrs, inputs, outputs }) {
    const [, ...from] = required(inputs[0]).shape;
    const [, ...to] = required(outputs[0]);
    const pixels = [0, 1].map((i) =>
      nearestPixels(from[i] ?? 1, to[i] ?? 1, attrs.alignCorners, attrs.halfPixelCenters),
    );
    return ([operand]) => {
      let x = required(operand);
      pixels.forEach((indices, i) => {
        if (indices.length !== from[i] || indices.some((index, at) => index !== at))
          x = entriesOf(tf, x, i + 1, indices);
      });
      return [x];
    };
  },
};
