import { elementCount, slidingWindow, type Pair } from '@tinyml/core';
import type { Conv2dRequest as Request } from './conv-2d-request.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

export const depthOf = ({ filter }: WeightedOperands): number => elementCount(filter.type.shape.slice(1));

/** How the columns of a convolution come about. */
export interface Columns {
  readonly filter: Pair;
  readonly before: Pair;
  readonly depth: number;
  readonly steps: number;
  readonly runTaps: number;
  readonly run: number;
  readonly wholeRuns: boolean;
  /** Part of the blocks in which a window leaves the image: 0 where none does. */
  readonly edge: number;
  readonly pixels: number;
  readonly channels: number;
}

export const columnsOf = (request: Request, operands: WeightedOperands): Columns => {
  const { x, y, filter } = operands.types;
  const { attrs } = request.node;
  const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
  const image: Pair = [x.shape[1] as number, x.shape[2] as number];
  const { height, width } = slidingWindow(image, size, attrs.strides, attrs.dilations, attrs.padding);
  const depth = depthOf(operands);
  const runTaps = attrs.dilations[1] === 1 ? size[1] : 1;
  const run = runTaps * (x.shape[3] as number);
  const output: Pair = [y.shape[1] as number, y.shape[2] as number];
  const before: Pair = [height.before, width.before];
  /** Positions along an axis at which the window lies within the image. */
  const inside = (axis: 0 | 1): number => {
    const room = image[axis] - 1 - (size[axis] - 1) * attrs.dilations[axis] + before[axis];
    const first = Math.ceil(before[axis] / attrs.strides[axis]);
    return Math.max(0, Math.min(output[axis] - 1, Math.floor(room / attrs.strides[axis])) - first + 1);
  };
  const all = inside(0) === output[0] && inside(1) === output[1];
  return {
    filter: size,
    before,
    depth,
    steps: Math.ceil(depth / 4),
    runTaps,
    run,
    wholeRuns: run % 4 === 0,
    edge: all ? 0 : 1 - (inside(0) / output[0]) * (Math.max(0, inside(1) - 2) / output[1]),
    pixels: elementCount(y.shape.slice(0, 3)),
    channels: operands.types.channels,
  };
};
