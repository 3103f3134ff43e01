import { type Shape } from '@tinyml/core';
import { paddingPairs } from '@tinyml/core/internal';

/** The pairs of all dimensions: none for the batch and those after the blocks. */
export const allPairs = (shape: Shape, pairs: readonly number[]): readonly (readonly [number, number])[] =>
  paddingPairs(shape, [0, 0, ...pairs, ...new Array<number>(Math.max(0, 2 * shape.length - 2 - pairs.length)).fill(0)]);
