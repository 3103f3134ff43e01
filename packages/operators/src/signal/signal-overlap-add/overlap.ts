import type { TensorType } from '@tinyml/core';

/** [..., frames, size]: signals beside one another, each of so many frames of so many samples. */
export const framesOf = ({
  shape,
}: TensorType): { readonly signals: number; readonly frames: number; readonly size: number } => ({
  signals: shape.slice(0, -2).reduce((product, size) => product * size, 1),
  frames: shape.at(-2) ?? 1,
  size: shape.at(-1) ?? 1,
});
