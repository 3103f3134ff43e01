import { slidingWindow, type Pair, type WindowAttributes, type WindowAxis } from '@tinyml/core';
import type { WeightedOperands } from '../../kernel/weighted/weighted-constants.ts';

/** One axis of a convolution's image. Steps in elements. */
export interface ImageAxis extends WindowAxis {
  readonly input: number;
  readonly filter: number;
  readonly stride: number;
  readonly dilation: number;
  readonly inputStep: number;
  readonly outputStep: number;
}

/** What it looks at of a convolution's request. */
interface ImageRequest {
  readonly node: { readonly attrs: Required<Pick<WindowAttributes, 'padding' | 'strides' | 'dilations'>> };
}

/** The window is the operator's; y has the outputs, also where it is less than the window gives (pooled). */
export const imageAxes = (
  { node: { attrs } }: ImageRequest,
  { types: { x, y, filter } }: WeightedOperands,
): { readonly height: ImageAxis; readonly width: ImageAxis } => {
  const [, inputHeight, inputWidth, channels] = x.shape as readonly [number, number, number, number];
  const [, outputHeight, outputWidth, outputs] = y.shape as readonly [number, number, number, number];
  const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
  const { strides, dilations } = attrs;
  const { height, width } = slidingWindow([inputHeight, inputWidth], size, strides, dilations, attrs.padding);
  return {
    height: {
      input: inputHeight,
      filter: size[0],
      stride: strides[0],
      dilation: dilations[0],
      output: outputHeight,
      before: height.before,
      inputStep: inputWidth * channels,
      outputStep: outputWidth * outputs,
    },
    width: {
      input: inputWidth,
      filter: size[1],
      stride: strides[1],
      dilation: dilations[1],
      output: outputWidth,
      before: width.before,
      inputStep: channels,
      outputStep: outputs,
    },
  };
};
