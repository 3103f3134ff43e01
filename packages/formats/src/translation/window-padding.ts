import { slidingWindow, type Padding, type Pair } from '@tinyml/core';

/** Elements of padding in front and behind, along height and width. */
export type Pads = readonly [top: number, bottom: number, left: number, right: number];

interface Sliding {
  /** Height and width of the image. */
  readonly input: Pair;
  readonly filter: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
}

/** Padding as TensorFlow names it where that is the same, else explicit. @throws OperatorError for a filter that does not fit */
export const namedPadding = (pads: Pads, { input, filter, strides, dilations }: Sliding): Padding => {
  if (pads.every((elements) => elements === 0)) return 'valid';
  const wanted = slidingWindow(input, filter, strides, dilations, pads);
  const same = slidingWindow(input, filter, strides, dilations, 'same');
  const agrees = (['height', 'width'] as const).every(
    (axis) => wanted[axis].output === same[axis].output && wanted[axis].before === same[axis].before,
  );
  return agrees ? 'same' : pads;
};
