import { elementCount, slidingWindow, type Pair, type TensorType, type WindowAttributes } from '@tinyml/core';

/** How often the loops of a kernel with windows run: what lies outside of the image is left out. */
export interface WindowWork {
  /** Positions of the window, over the whole batch. */
  readonly positions: number;
  /** Rows of all windows. */
  readonly rows: number;
  /** Pixels of all windows. */
  readonly taps: number;
}

type Windowed = Pick<WindowAttributes, 'strides' | 'padding' | 'dilations'>;

/** Taps within the image, summed over the positions along one axis. */
const inside = (input: number, output: number, before: number, filter: number, stride: number, dilation: number) => {
  let sum = 0;
  for (let o = 0; o < output; o += 1)
    for (let k = 0; k < filter; k += 1) {
      const at = o * stride - before + k * dilation;
      if (at >= 0 && at < input) sum += 1;
    }
  return sum;
};

/** The windows of `filter` over `x` [batch, height, width, channels]. */
export const windowWork = (
  x: TensorType,
  filter: Pair,
  { dilations = [1, 1], padding, strides }: Windowed,
): WindowWork => {
  const [batch = 1, inputHeight = 1, inputWidth = 1] = x.shape;
  const { height, width } = slidingWindow([inputHeight, inputWidth], filter, strides, dilations, padding);
  const rows = inside(inputHeight, height.output, height.before, filter[0], strides[0], dilations[0]);
  const columns = inside(inputWidth, width.output, width.before, filter[1], strides[1], dilations[1]);
  return {
    positions: batch * height.output * width.output,
    rows: batch * rows * width.output,
    taps: batch * rows * columns,
  };
};

/** The loops of the portable convolutions: channels in fours, and what is left over. `run`: products side by side. */
export const convolutionWork = (
  depthwise: boolean,
  x: TensorType,
  y: TensorType,
  filter: TensorType,
  attrs: Windowed,
) => {
  const [, height = 1, width = 1] = filter.shape;
  const { positions, rows, taps } = windowWork(x, [height, width], attrs);
  const [inputs = 1, outputs = 1] = [x.shape[3], y.shape[3]];
  const together = !depthwise || inputs === outputs;
  const fours = together ? Math.floor(outputs / 4) : 0;
  const left = outputs - 4 * fours;
  const depth = depthwise ? 1 : inputs;
  const runs = !depthwise && attrs.dilations?.[1] !== 1 ? taps : rows;
  return {
    position: positions,
    result: positions * outputs,
    run: runs * fours,
    leftRun: runs * left,
    product: 4 * taps * fours * depth,
    leftProduct: taps * left * depth,
    input: elementCount(x.shape),
  };
};
