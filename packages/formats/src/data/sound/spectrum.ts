/**
 * Discrete Fourier transform in place, by the radix-2 algorithm of Cooley and Tukey (Mathematics of Computation 19,
 * 1965); the length is a power of two.
 */
const transform = (real: Float64Array, imaginary: Float64Array): void => {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j |= bit;
    if (i >= j) continue;
    for (const part of [real, imaginary]) [part[i], part[j]] = [part[j] ?? 0, part[i] ?? 0];
  }
  for (let half = 1; half < size; half *= 2)
    for (let k = 0; k < half; k++) {
      const angle = (-Math.PI * k) / half;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      for (let i = k; i < size; i += 2 * half) {
        const [xr, xi] = [real[i + half] ?? 0, imaginary[i + half] ?? 0];
        const [r, m] = [xr * c - xi * s, xr * s + xi * c];
        real[i + half] = (real[i] ?? 0) - r;
        imaginary[i + half] = (imaginary[i] ?? 0) - m;
        real[i] = (real[i] ?? 0) + r;
        imaginary[i] = (imaginary[i] ?? 0) + m;
      }
    }
};

/** Elements of a transform of a window of `length` samples: the next power of two. */
const transformSize = (length: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, length)));

/** Frequencies that `magnitudes` gives for such a window. */
export const frequencyCount = (length: number): number => transformSize(length) / 2 + 1;

/**
 * Magnitudes of the frequencies 0 … size / 2 of a frame under a periodic Hann window, zeros appended up to the next
 * power of two: |STFT| as tf.signal.stft has it.
 */
export const magnitudes = (frame: Float32Array): Float64Array => {
  const size = transformSize(frame.length);
  const real = new Float64Array(size);
  for (let i = 0; i < frame.length; i++)
    real[i] = (frame[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frame.length));
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  return Float64Array.from({ length: size / 2 + 1 }, (_, k) => Math.hypot(real[k] ?? 0, imaginary[k] ?? 0));
};
