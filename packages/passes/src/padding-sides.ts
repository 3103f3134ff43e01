import { slidingWindow, type Padding, type Pair } from '@tinyml/core';

/** Elements of padding that precede and follow height and width. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

/** What slides over an image. */
export interface SlidingFilter {
  readonly size: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
}

/** Padding that the windows over an image of `image` [height, width] really read. */
export const paddingSides = (image: Pair, { size, strides, dilations }: SlidingFilter, padding: Padding): Sides => {
  const window = slidingWindow(image, size, strides, dilations, padding);
  const after = (axis: 'height' | 'width', index: 0 | 1): number => {
    const { before, output } = window[axis];
    const reach = (output - 1) * strides[index] + (size[index] - 1) * dilations[index] + 1;
    return Math.max(0, reach - image[index] - before);
  };
  return [window.height.before, after('height', 0), window.width.before, after('width', 1)];
};

/** True where `same` pads exactly as `sides` does. Rows after the last window are never read and do not count. */
export const isSamePadding = ({ size, strides, dilations }: SlidingFilter, image: Pair, sides: Sides): boolean => {
  const same = slidingWindow(image, size, strides, dilations, 'same');
  const explicit = slidingWindow(image, size, strides, dilations, sides);
  return (['height', 'width'] as const).every(
    (axis) => same[axis].before === explicit[axis].before && same[axis].output === explicit[axis].output,
  );
};
