import { isFloat, type TensorType } from '@tinyml/core';
import { channelsOf } from '../../dead-channels/channel-range.ts';
import { storedTypeOf } from '../stored-type.ts';

/** How float values lie on the grid on which they are stored. */
export interface GridStatistics {
  /** Share of the values that lie outside the range, and are stored as its end. */
  readonly clipped: number;
  /** Share of the noise of storing them that these bring. */
  readonly clippedNoise: number;
  /** Of storing them alone, in dB; null: no noise. */
  readonly sqnr: number | null;
  /** Steps between the least and the greatest value. */
  readonly steps: number;
  /** Largest magnitude of a channel over that of the channel in the middle; null where there are less than three. */
  readonly channelRatio: number | null;
}

export interface GridCollector {
  add(data: Float32Array): void;
  result(): GridStatistics;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** Largest over middle one; null where there are less than three, or most are 0. */
export const outlierRatio = (magnitudes: ArrayLike<number>): number | null => {
  const all = Array.from(magnitudes);
  const middle = median(all);
  return all.length < 3 || middle === 0 ? null : Math.max(...all) / middle;
};

/** For float values of a tensor that is stored as `stored`; undefined where that is no grid with one scale. */
export const gridCollector = (stored: TensorType): GridCollector | undefined => {
  const type = storedTypeOf(stored.dtype);
  const { quant } = stored;
  if (type === undefined || isFloat(stored.dtype) || quant?.scale.length !== 1) return undefined;
  const [scale = 1] = quant.scale;
  const [zeroPoint = 0] = quant.zeroPoint;
  const [least, greatest] = type.limits;
  const channels = channelsOf(stored);
  const magnitudes = new Float64Array(channels);
  let [count, outside, signal, noise, outsideNoise] = [0, 0, 0, 0, 0];
  let [low, high] = [Infinity, -Infinity];
  return {
    add(data) {
      for (const [i, value] of data.entries()) {
        const step = Math.round(value / scale) + zeroPoint;
        const kept = Math.min(greatest, Math.max(least, step));
        const error = (kept - zeroPoint) * scale - value;
        signal += value * value;
        noise += error * error;
        if (kept !== step) {
          outside++;
          outsideNoise += error * error;
        }
        low = Math.min(low, value);
        high = Math.max(high, value);
        magnitudes[i % channels] = Math.max(magnitudes[i % channels] ?? 0, Math.abs(value));
      }
      count += data.length;
    },
    result: () => ({
      clipped: count === 0 ? 0 : outside / count,
      clippedNoise: noise === 0 ? 0 : outsideNoise / noise,
      sqnr: signal === 0 || noise === 0 ? null : 10 * Math.log10(signal / noise),
      steps: count === 0 ? 0 : Math.round((high - low) / scale),
      channelRatio: outlierRatio(magnitudes),
    }),
  };
};
