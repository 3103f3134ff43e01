import type { Shape } from '@tinyml/core';
import type { GradientOperand } from '@tinyml/training';

/** The pair of numbers of each spatial dimension, as one pair for every dimension of a tensor and for its samples. */
export const spatialPairs = (shape: Shape, pairs: GradientOperand): [number, number][] => {
  const numbers = pairs.numbers();
  return [
    [0, 0],
    ...shape.map((_, axis): [number, number] => [numbers[2 * axis - 2] ?? 0, numbers[2 * axis - 1] ?? 0]),
  ];
};
