import type { ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';

/** x [n,c,h,w] as an image [n,h,w,c]; a series [n,c,l] as [n,1,l,c]. @throws TranslationError for other ranks */
export const asImage = (to: Emitter, x: ValueId): ValueId => {
  const shape = to.shapeOf(x);
  const [n = 1, c = 1, l = 1] = shape;
  if (shape.length === 3) return to.reshaped(to.permuted(x, [0, 2, 1]), [n, 1, l, c]);
  if (shape.length === 4) return to.permuted(x, [0, 2, 3, 1]);
  throw new TranslationError(`an operand of ${String(shape.length)} dimensions is neither a series nor an image`);
};

/** An image [n,h,w,c] as [n,c,h,w]; as a series [n,c,l] where `rank` is 3. */
export const fromImage = (to: Emitter, image: ValueId, rank: number): ValueId => {
  if (rank === 4) return to.permuted(image, [0, 3, 1, 2]);
  const [n = 1, , l = 1, c = 1] = to.shapeOf(image);
  return to.permuted(to.reshaped(image, [n, l, c]), [0, 2, 1]);
};

/** What `work` makes of x as an image, in x's own order of axes. */
export const onImage = (to: Emitter, x: ValueId, work: (image: ValueId) => ValueId): ValueId =>
  fromImage(to, work(asImage(to, x)), to.shapeOf(x).length);
