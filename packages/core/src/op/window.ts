import type { Padding } from '../ir/ops.ts';
import { OperatorError } from './define-operator.ts';

/** One axis of a sliding window: `before` elements of padding lie in front of the input. */
export interface WindowAxis {
  readonly output: number;
  readonly before: number;
}

/** Both axes of a sliding window over an image. */
export interface Window {
  readonly height: WindowAxis;
  readonly width: WindowAxis;
}

/** Elements that a filter of `size` taps covers. */
const extent = (size: number, dilation: number): number => (size - 1) * dilation + 1;

/**
 * Geometry along one axis as TensorFlow defines it: `same` pads so that the output is ⌈input / stride⌉ long, the odd
 * element at the end; `valid` does not pad; explicit padding gives both ends.
 */
const axis = (
  input: number,
  size: number,
  stride: number,
  dilation: number,
  padding: 'same' | 'valid' | readonly [before: number, after: number],
): WindowAxis => {
  const covered = extent(size, dilation);
  if (padding === 'same') {
    const output = Math.ceil(input / stride);
    return { output, before: Math.floor(Math.max(0, (output - 1) * stride + covered - input) / 2) };
  }
  const [before, after] = padding === 'valid' ? [0, 0] : padding;
  return { output: Math.floor((input + before + after - covered) / stride) + 1, before };
};

const positive = (what: string, values: readonly number[]): void => {
  if (!values.every((value) => Number.isInteger(value) && value > 0)) {
    throw new OperatorError(`${what} must be positive integers, not [${values.join(', ')}]`);
  }
};

/**
 * Geometry of a filter of `size` that slides over an image of `input` [height, width].
 * @throws OperatorError where a stride, dilation or size is not positive, or nothing is left of the output.
 */
export const slidingWindow = (
  input: readonly [number, number],
  size: readonly [number, number],
  strides: readonly [number, number],
  dilations: readonly [number, number],
  padding: Padding,
): Window => {
  positive('input height and width', input);
  positive('filter height and width', size);
  positive('strides', strides);
  positive('dilations', dilations);
  if (typeof padding !== 'string' && !padding.every((value) => Number.isInteger(value) && value >= 0)) {
    throw new OperatorError(`padding must be integers that are not negative, not [${padding.join(', ')}]`);
  }
  const [vertical, horizontal] =
    typeof padding === 'string'
      ? [padding, padding]
      : ([
          [padding[0], padding[1]],
          [padding[2], padding[3]],
        ] as const);
  const height = axis(input[0], size[0], strides[0], dilations[0], vertical);
  const width = axis(input[1], size[1], strides[1], dilations[1], horizontal);
  if (height.output < 1 || width.output < 1) {
    throw new OperatorError(
      `a filter of ${size.join('×')} (dilation ${dilations.join('×')}) does not fit an input of ${input.join('×')}`,
    );
  }
  return { height, width };
};

/**
 * Padding in front of a transposed convolution along one axis: that of the convolution that would map its output back
 * to its input. `valid` has none.
 */
export const transposedBefore = (output: number, size: number, stride: number, padding: 'same' | 'valid'): number =>
  padding === 'valid' ? 0 : axis(output, size, stride, 1, 'same').before;
