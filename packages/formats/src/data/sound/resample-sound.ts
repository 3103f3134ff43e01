import type { Sound } from './wav.ts';

/** Zero crossings of the sinc on each side. */
const crossings = 16;

/**
 * The sound at another rate, band-limited: each output is a sum of inputs weighted by a sinc under a Hann window, cut
 * off at the lower of the two Nyquist frequencies (J. O. Smith, Digital Audio Resampling Home Page, CCRMA, "Theory of
 * ideal bandlimited interpolation"). Weights are divided by their sum, so that a constant stays one.
 */
export const resampleSound = ({ rate: from, samples }: Sound, rate: number): Sound => {
  if (from === rate) return { rate, samples };
  const cutoff = Math.min(1, rate / from);
  const reach = crossings / cutoff;
  const result = new Float32Array(Math.max(1, Math.round((samples.length * rate) / from)));
  for (let i = 0; i < result.length; i++) {
    const place = (i * from) / rate;
    const first = Math.max(0, Math.ceil(place - reach));
    const last = Math.min(samples.length - 1, Math.floor(place + reach));
    let sum = 0;
    let total = 0;
    for (let k = first; k <= last; k++) {
      const distance = k - place;
      const x = Math.PI * distance * cutoff;
      const sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
      const weight = sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach));
      sum += weight * (samples[k] ?? 0);
      total += weight;
    }
    result[i] = Math.abs(total) < 1e-6 ? 0 : sum / total;
  }
  return { rate, samples: result };
};
