import { frequencyCount, magnitudes } from './spectrum.ts';

/** Parameters in seconds and Hz. */
export interface MelOptions {
  readonly rate: number;
  readonly window: number;
  readonly stride: number;
  readonly bins: number;
  readonly low: number;
  readonly high: number;
}

/** The mel scale of HTK: 1127 · ln(1 + f / 700) (S. Young et al., The HTK Book, 5.4). */
const toMel = (frequency: number): number => 1127 * Math.log(1 + frequency / 700);

/**
 * Triangles that overlap by half, equally wide in mel between `low` and `high`, over the frequencies of a window's
 * spectrum; the bin of frequency 0 counts nowhere (tf.signal.linear_to_mel_weight_matrix).
 */
export const melWeights = ({ rate, window, bins, low, high }: MelOptions): readonly Float64Array[] => {
  const frequencies = frequencyCount(Math.round(window * rate));
  const [first, last] = [toMel(low), toMel(high)];
  const edge = (i: number): number => first + ((last - first) * i) / (bins + 1);
  return Array.from({ length: bins }, (_, bin) =>
    Float64Array.from({ length: frequencies }, (__, k) => {
      if (k === 0) return 0;
      const mel = toMel((k * rate) / 2 / (frequencies - 1));
      const [left, center, right] = [edge(bin), edge(bin + 1), edge(bin + 2)];
      return Math.max(0, Math.min((mel - left) / (center - left), (right - mel) / (right - center)));
    }),
  );
};

/** Added before the logarithm: silence stays finite. */
const floor = 1e-6;

/** Samples that `frames` frames take. */
export const samplesOfFrames = (frames: number, { rate, window, stride }: MelOptions): number =>
  Math.round(window * rate) + (frames - 1) * Math.round(stride * rate);

/** ln(mel magnitudes + 10⁻⁶) of `frames` frames: [frames, bins]. */
export const logMel = (
  samples: Float32Array,
  frames: number,
  weights: ReturnType<typeof melWeights>,
  options: MelOptions,
): Float32Array => {
  const [length, step] = [Math.round(options.window * options.rate), Math.round(options.stride * options.rate)];
  const result = new Float32Array(frames * options.bins);
  for (let frame = 0; frame < frames; frame++) {
    const spectrum = magnitudes(samples.subarray(frame * step, frame * step + length));
    weights.forEach((row, bin) => {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += (row[k] as number) * (spectrum[k] as number);
      result[frame * options.bins + bin] = Math.log(sum + floor);
    });
  }
  return result;
};

/**
 * The first `coefficients` of the orthogonal DCT-II of each frame's log-mel values: [frames, coefficients]
 * (tf.signal.mfccs_from_log_mel_spectrograms: √(2 / bins) for all of them, the first too).
 */
export const mfcc = (mel: Float32Array, frames: number, coefficients: number, bins: number): Float32Array => {
  const result = new Float32Array(frames * coefficients);
  const scale = Math.sqrt(2 / bins);
  for (let frame = 0; frame < frames; frame++)
    for (let c = 0; c < coefficients; c++) {
      let sum = 0;
      for (let k = 0; k < bins; k++) sum += (mel[frame * bins + k] ?? 0) * Math.cos((Math.PI * c * (k + 0.5)) / bins);
      result[frame * coefficients + c] = sum * scale;
    }
  return result;
};
