import type { QuantizeOptions } from './quantized-form.ts';
import type { GridStatistics } from './grid-statistics.ts';
import type { WeightStatistics } from './weight-statistics.ts';

/**
 * Why a layer loses what it loses. clipped: values lie outside the range · outlier-channel: one channel takes the range, the others
 * few of its steps · bias: the bias asks for coarse weights · weight-rows: rows of unequal size share a scale · weights: rounding weights loses
 * more than rounding results · steps: the results need finer steps.
 */
export type Cause = 'clipped' | 'outlier-channel' | 'bias' | 'weight-rows' | 'weights' | 'steps';

/** Options of `quantize` that may help. */
export type Remedy = Partial<
  Pick<QuantizeOptions, 'mode' | 'method' | 'rounding' | 'perChannelDense' | 'equalize' | 'limit'>
>;

/** A channel or a row so many times as large as the one in the middle leaves that one three bits less than it could have. */
const unequal = 8;

export const causeOf = (grid: GridStatistics | undefined, weights: WeightStatistics | undefined): Cause | undefined => {
  if (grid !== undefined && grid.sqnr !== null && grid.clippedNoise > 0.5) return 'clipped';
  if (weights?.coarseForBias === true) return 'bias';
  const byWeights = weights?.sqnr ?? Infinity;
  const byResults = grid?.sqnr ?? Infinity;
  if (byWeights === Infinity && byResults === Infinity) return undefined;
  if (byWeights < byResults) return (weights?.rowRatio ?? 0) > unequal / 2 ? 'weight-rows' : 'weights';
  return (grid?.channelRatio ?? 0) > unequal ? 'outlier-channel' : 'steps';
};

const remedies: Readonly<Record<Cause, readonly Remedy[]>> = {
  clipped: [{ method: 'min-max' }, { mode: 'int16x8' }],
  'outlier-channel': [{ equalize: true }, { method: 'percentile' }, { mode: 'int16x8' }],
  bias: [{ mode: 'int16x8' }],
  'weight-rows': [{ perChannelDense: true }, { equalize: true }, { rounding: 'learned' }],
  weights: [{ equalize: true }, { rounding: 'learned' }, { mode: 'int16x8', rounding: 'learned' }],
  steps: [{ equalize: true }, { mode: 'int16x8' }],
};

/** Without ranges of activations a layer's weights are all there is. */
export const storesActivations = ({ mode }: QuantizeOptions): boolean => mode === 'int8' || mode === 'int16x8';

/** What to try for a cause that is not what is done already. `calibration`: samples that there are to calibrate on. */
export const remediesFor = (cause: Cause, options: QuantizeOptions, calibration: number): readonly Remedy[] => {
  if (!storesActivations(options)) return options.mode === 'float16' ? [] : [{ mode: 'float16' }];
  const more: readonly Remedy[] = cause === 'clipped' && calibration > options.limit ? [{ limit: calibration }] : [];
  return [...more, ...remedies[cause]].filter((remedy) =>
    Object.entries(remedy).some(([name, value]) => options[name as keyof Remedy] !== value),
  );
};
