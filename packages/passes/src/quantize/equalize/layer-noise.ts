import type { ValueId } from '@tinyml/core';
import type { WeightedLayer } from '../../dead-channels/weighted-layer.ts';
import type { ChannelStatistics } from './channel-statistics.ts';

/** A rounding to steps of `step` is noise of this power. */
export const roundingNoise = (step: number): number => (step * step) / 12;

/** int8 weights are symmetric. */
const weightSteps = 127;

/** A channel that is rarely anything but 0 is not taken to be quieter than a tenth of its peak, in amplitude. */
const quietest = 0.01;

/** What rounding does to the results of one layer, as a share of the results' own power, averaged over its channels. */
export interface LayerNoise {
  readonly layer: WeightedLayer;
  /** Each result channel has a scale for its weights; else all share one. */
  readonly perChannel: boolean;
  /** By input channel: the share for noise of power 1 in that channel. */
  readonly fromInput: Float64Array;
  /** By input channel: its largest weight as a share of the largest that is rounded by the same scale. */
  readonly weightShare: Float64Array;
  /** The share from rounding the weights, once input channels carry factors `into` and result channels `out`. */
  fromWeights(into: ArrayLike<number>, out: ArrayLike<number>): number;
}

const peak = ({ low, high }: ChannelStatistics, c: number): number =>
  Math.max(Math.abs(low[c] ?? 0), Math.abs(high[c] ?? 0));

/** undefined: a tensor was not seen. */
export const layerNoise = (
  layer: WeightedLayer,
  statistics: ReadonlyMap<ValueId, ChannelStatistics>,
  perChannel: boolean,
): LayerNoise | undefined => {
  const [input, result] = [statistics.get(layer.input), statistics.get(layer.result)];
  if (input === undefined || result === undefined) return undefined;
  const { channels, inputChannels } = layer;
  const size = channels * inputChannels;
  const energy = new Float64Array(size);
  const largest = new Float64Array(size);
  const taps = new Float64Array(size);
  layer.forEachWeight((weight, o, c) => {
    const at = o * inputChannels + c;
    energy[at] = (energy[at] as number) + weight * weight;
    largest[at] = Math.max(largest[at] as number, Math.abs(weight));
    taps[at] = (taps[at] as number) + 1;
  });
  const power = Float64Array.from({ length: channels }, (_, o) =>
    Math.max(result.power[o] ?? 0, quietest * peak(result, o) ** 2),
  );
  const alive = power.filter((value) => value > 0).length;
  const share = power.map((value) => (value > 0 ? 1 / (value * alive) : 0));
  const rowPeaks = Float64Array.from({ length: channels }, (_, o) =>
    Math.max(...largest.subarray(o * inputChannels, (o + 1) * inputChannels)),
  );
  const whole = Math.max(...rowPeaks);

  const fromInput = new Float64Array(inputChannels);
  const weightShare = new Float64Array(inputChannels);
  for (let o = 0; o < channels; o++) {
    const rounded = perChannel ? (rowPeaks[o] as number) : whole;
    for (let c = 0; c < inputChannels; c++) {
      const at = o * inputChannels + c;
      fromInput[c] = (fromInput[c] as number) + (energy[at] as number) * (share[o] as number);
      if (rounded > 0) weightShare[c] = Math.max(weightShare[c] as number, (largest[at] as number) / rounded);
    }
  }
  return {
    layer,
    perChannel,
    fromInput,
    weightShare,
    fromWeights(into, out) {
      const steps = new Float64Array(channels);
      const loads = new Float64Array(channels);
      for (let o = 0; o < channels; o++) {
        let [step, load] = [0, 0];
        for (let c = 0; c < inputChannels; c++) {
          const at = o * inputChannels + c;
          const factor = into[c] as number;
          step = Math.max(step, (largest[at] as number) / factor);
          load += (taps[at] as number) * (input.power[c] as number) * factor * factor;
        }
        steps[o] = (step * (out[o] as number)) / weightSteps;
        loads[o] = load / (out[o] as number) ** 2;
      }
      const shared = Math.max(...steps);
      return loads.reduce(
        (sum, load, o) => sum + roundingNoise(perChannel ? (steps[o] as number) : shared) * load * (share[o] as number),
        0,
      );
    },
  };
};
