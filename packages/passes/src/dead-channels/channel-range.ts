import { integerRange, type DType, type TensorType } from '@tinyml/core';

/** Least and greatest element of each channel, whatever the model's inputs: integers as stored, or floats. */
export interface ChannelRange {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A channel is an index along the last axis. */
export const channelsOf = ({ shape }: TensorType): number => shape.at(-1) ?? 1;

/** The one value of a channel, or undefined. */
export const constantChannel = (range: ChannelRange | undefined, channel: number): number | undefined =>
  range !== undefined && range.low[channel] === range.high[channel] ? range.low[channel] : undefined;

const limits = (dtype: DType): readonly [number, number] =>
  dtype === 'int8' || dtype === 'uint8' || dtype === 'int16' || dtype === 'int32'
    ? integerRange(dtype)
    : [-Infinity, Infinity];

/** Anything that the type can hold. */
export const fullRange = (type: TensorType): ChannelRange => {
  const [low, high] = limits(type.dtype);
  const channels = channelsOf(type);
  return { low: new Float64Array(channels).fill(low), high: new Float64Array(channels).fill(high) };
};
