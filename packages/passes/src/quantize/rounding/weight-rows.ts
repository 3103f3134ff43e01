import { slidingWindow, traitsOf, type OperatorTable, type TensorType } from '@tinyml/core';
import { groupsOf, type LinearLayer } from '../../channel-weights.ts';
import { slidingWindowOf } from '../../sliding-window.ts';

/** Result channels whose sums run over the same elements of the input, and where these are. */
export interface RowGroup {
  readonly channels: readonly number[];
  /** Copies the elements that the sums at `position` run over, in the order of the weights, into `into`. */
  gather(data: Float32Array, position: number, into: Float64Array): void;
}

/** A layer as products of weights with vectors of its input. */
export interface WeightRows {
  readonly groups: readonly RowGroup[];
  /** Weights of one result channel. */
  readonly length: number;
  /** Vectors in one tensor of input. */
  readonly positions: number;
  /** Index of a channel's weight in the layer's own order. */
  weightAt(channel: number, k: number): number;
}

const denseRows = ({ channels, weightType }: LinearLayer, elements: number): WeightRows => {
  const length = weightType.shape.at(-1) ?? 1;
  return {
    groups: [
      {
        channels: Array.from({ length: channels }, (_, c) => c),
        gather(data, position, into) {
          for (let k = 0; k < length; k++) into[k] = data[position * length + k] as number;
        },
      },
    ],
    length,
    positions: elements / length,
    weightAt: (channel, k) => channel * length + k,
  };
};

/**
 * The rows of a dense layer, a convolution (grouped or not) or a depthwise one; undefined for others, whose sums do not run over windows.
 * Padding is gathered as zeros.
 */
export const weightRows = (layer: LinearLayer, input: TensorType, operators: OperatorTable): WeightRows | undefined => {
  const { node, channels, weightType } = layer;
  const { weighted, window: kind } = traitsOf(operators, node.op);
  if (weighted === undefined) return undefined;
  const elements = input.shape.reduce((product, size) => product * size, 1);
  if (weighted.dense === true) return denseRows(layer, elements);
  const window = kind === 'filter' ? slidingWindowOf(node, operators, () => weightType.shape) : undefined;
  const [batch = 1, height = 1, width = 1, depth = 1] = input.shape;
  if (window === undefined) return undefined;
  const { height: rows, width: columns } = slidingWindow(
    [height, width],
    window.size,
    window.strides,
    window.dilations,
    window.padding,
  );
  const [kernelHeight, kernelWidth] = window.size;
  const taps = kernelHeight * kernelWidth;
  /** `count` channels from `first` on, of all taps. */
  const gatherFrom =
    (first: number, count: number): RowGroup['gather'] =>
    (data, position, into) => {
      const x = position % columns.output;
      const y = Math.floor(position / columns.output) % rows.output;
      const image = Math.floor(position / (columns.output * rows.output));
      let k = 0;
      for (let tap = 0; tap < taps; tap++) {
        const row = y * window.strides[0] + Math.floor(tap / kernelWidth) * window.dilations[0] - rows.before;
        const column = x * window.strides[1] + (tap % kernelWidth) * window.dilations[1] - columns.before;
        const inside = row >= 0 && row < height && column >= 0 && column < width;
        const at = ((image * height + row) * width + column) * depth + first;
        for (let c = 0; c < count; c++) into[k++] = inside ? (data[at + c] as number) : 0;
      }
    };
  const positions = batch * rows.output * columns.output;
  if (layer.depthwise)
    return {
      groups: Array.from({ length: channels }, (_, c) => ({ channels: [c], gather: gatherFrom(layer.inputOf(c), 1) })),
      length: taps,
      positions,
      weightAt: (channel, k) => k * channels + channel,
    };
  const inputs = weightType.shape.at(-1) ?? 1;
  const groups = groupsOf(weighted, weightType.shape, depth);
  const each = channels / groups;
  return {
    groups: Array.from({ length: groups }, (_, g) => ({
      channels: Array.from({ length: each }, (_channel, i) => g * each + i),
      gather: gatherFrom(g * inputs, inputs),
    })),
    length: taps * inputs,
    positions,
    weightAt: (channel, k) => channel * taps * inputs + k,
  };
};
