import { elementCount, seededRandom, type Samples, type Shape, type Tensor } from '@tinyml/core';

/**
 * Images that look a little like real ones: noise on a coarse grid, interpolated, over a plane of random slope.
 * Fills [low, high].
 */
export const smoothNoise = (shape: Shape, seed: number, low: number, high: number): Tensor<Float32Array> => {
  const random = seededRandom(seed);
  const [height = 1, width = 1, channels = 1] =
    shape.length === 4
      ? shape.slice(1)
      : shape.length === 3
        ? [shape[1] ?? 1, shape[2] ?? 1, 1]
        : [1, shape.at(-1) ?? 1, 1];
  const data = new Float32Array(elementCount(shape));
  const cell = 2 + Math.floor(random() * 8);
  const grid = Array.from(
    { length: (Math.ceil(height / cell) + 2) * (Math.ceil(width / cell) + 2) * channels },
    () => random() - 0.5,
  );
  const columns = Math.ceil(width / cell) + 2;
  const slope = [random() - 0.5, random() - 0.5];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < channels; c++) {
        const [gy, gx] = [Math.floor(y / cell), Math.floor(x / cell)];
        const [fy, fx] = [y / cell - gy, x / cell - gx];
        const at = (row: number, column: number): number => grid[(row * columns + column) * channels + c] ?? 0;
        const top = at(gy, gx) * (1 - fx) + at(gy, gx + 1) * fx;
        const bottom = at(gy + 1, gx) * (1 - fx) + at(gy + 1, gx + 1) * fx;
        data[(y * width + x) * channels + c] =
          top * (1 - fy) +
          bottom * fy +
          (random() - 0.5) * 0.1 +
          ((slope[0] ?? 0) * y) / height +
          ((slope[1] ?? 0) * x) / width;
      }
    }
  }
  const [min, max] = [data.reduce((a, b) => Math.min(a, b)), data.reduce((a, b) => Math.max(a, b))];
  return {
    type: { dtype: 'float32', shape },
    data: data.map((value) => low + ((high - low) * (value - min)) / (max - min || 1)),
  };
};

/** `count` samples of one input; sample i has seed `first + i`. */
export const noiseSamples = (shape: Shape, count: number, first: number, low: number, high: number): Samples => ({
  count,
  inputs: (index) => [smoothNoise(shape, first + index, low, high)],
});
