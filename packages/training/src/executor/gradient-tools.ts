import type { Tf } from '../backend.ts';
import { activate } from './activate.ts';
import type { GradientTools } from './gradient.ts';
import { padImage, sidesOf } from './image.ts';
import { layout } from './layout.ts';

export const gradientTools = (tf: Tf): GradientTools => ({
  ...layout,
  activate: activate(tf),
  padImage: padImage(tf),
  sidesOf,
});
