import type { ValueId } from '@tinyml/core';

/** What the channels of one tensor held: least, greatest and mean square element of each. */
export interface ChannelStatistics {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly power: Float64Array;
}

export interface StatisticsCollector {
  add(id: ValueId, data: Float32Array): void;
  results(): ReadonlyMap<ValueId, ChannelStatistics>;
}

/** Gathers them for the tensors in `channels`, which gives the size of their last axes. */
export const statisticsCollector = (channels: ReadonlyMap<ValueId, number>): StatisticsCollector => {
  const seen = new Map(
    [...channels].map(([id, count]) => [
      id,
      {
        low: new Float64Array(count).fill(Infinity),
        high: new Float64Array(count).fill(-Infinity),
        power: new Float64Array(count),
        elements: 0,
      },
    ]),
  );
  return {
    add(id, data) {
      const sums = seen.get(id);
      if (sums === undefined) return;
      const { low, high, power } = sums;
      const count = power.length;
      for (let i = 0, c = 0; i < data.length; i++) {
        const value = data[i] as number;
        if (value < (low[c] as number)) low[c] = value;
        if (value > (high[c] as number)) high[c] = value;
        power[c] = (power[c] as number) + value * value;
        c = c + 1 === count ? 0 : c + 1;
      }
      sums.elements += data.length / count;
    },
    results: () =>
      new Map(
        [...seen].map(([id, { low, high, power, elements }]) => [
          id,
          { low, high, power: power.map((sum) => sum / Math.max(elements, 1)) },
        ]),
      ),
  };
};
