/**
 * The inner loops of reference execution. Everything is float64: exact for int8 products (an accumulator stays far
 * below 2^53), more than enough for float32, and one machine-code version of each loop whatever the model's types.
 */

import type { Window } from './window.ts';

/** Geometry of a correlation over an image [n, h, w, c]. */
export interface Sliding {
  readonly batch: number;
  readonly input: readonly [height: number, width: number, channels: number];
  readonly filter: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly window: Window;
}

/** result[r, o] = Σ_k a[r, k] · w[o, k], for `rows` rows of `depth`, written from `at` on. */
export const multiplyRows = (
  a: Float64Array,
  rows: number,
  depth: number,
  w: Float64Array,
  outputs: number,
  result: Float64Array,
  at: number,
): void => {
  const blocks = outputs - (outputs % 4);
  for (let row = 0; row < rows; row++) {
    const start = row * depth;
    const target = at + row * outputs;
    let o = 0;
    for (; o < blocks; o += 4) {
      let w0 = o * depth;
      let w1 = w0 + depth;
      let w2 = w1 + depth;
      let w3 = w2 + depth;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = start; k < start + depth; k++) {
        const value = a[k] as number;
        s0 += value * (w[w0++] as number);
        s1 += value * (w[w1++] as number);
        s2 += value * (w[w2++] as number);
        s3 += value * (w[w3++] as number);
      }
      result[target + o] = s0;
      result[target + o + 1] = s1;
      result[target + o + 2] = s2;
      result[target + o + 3] = s3;
    }
    for (; o < outputs; o++) {
      let at0 = o * depth;
      let sum = 0;
      for (let k = start; k < start + depth; k++) sum += (a[k] as number) * (w[at0++] as number);
      result[target + o] = sum;
    }
  }
};

/** Copies the taps of every window in one output row into `patches` [width, kh·kw·c]; padding is 0. */
const gatherRow = (x: Float64Array, sliding: Sliding, n: number, row: number, patches: Float64Array): void => {
  const [height, width, channels] = sliding.input;
  const [filterHeight, filterWidth] = sliding.filter;
  const [dilationY, dilationX] = sliding.dilations;
  const top = row * sliding.strides[0] - sliding.window.height.before;
  const columns = sliding.window.width.output;
  const run = filterWidth * channels;
  let target = 0;
  for (let column = 0; column < columns; column++) {
    const left = column * sliding.strides[1] - sliding.window.width.before;
    for (let ky = 0; ky < filterHeight; ky++, target += run) {
      const y = top + ky * dilationY;
      if (y < 0 || y >= height) {
        patches.fill(0, target, target + run);
        continue;
      }
      const line = (n * height + y) * width;
      for (let kx = 0; kx < filterWidth; kx++) {
        const column0 = left + kx * dilationX;
        const to = target + kx * channels;
        if (column0 < 0 || column0 >= width) {
          for (let c = 0; c < channels; c++) patches[to + c] = 0;
        } else {
          const from = (line + column0) * channels;
          for (let c = 0; c < channels; c++) patches[to + c] = x[from + c] as number;
        }
      }
    }
  }
};

/** Correlates x [n,h,w,c] with w [outputs,kh,kw,c] into [n,oh,ow,outputs]; padding counts as 0. */
export const correlate = (x: Float64Array, w: Float64Array, outputs: number, sliding: Sliding): Float64Array => {
  const [height, width, channels] = sliding.input;
  const rows = sliding.window.height.output;
  const columns = sliding.window.width.output;
  const depth = sliding.filter[0] * sliding.filter[1] * channels;
  const result = new Float64Array(sliding.batch * rows * columns * outputs);
  const pointwise =
    depth === channels && sliding.strides[0] === 1 && sliding.strides[1] === 1 && rows === height && columns === width;
  if (pointwise) {
    multiplyRows(x, sliding.batch * height * width, channels, w, outputs, result, 0);
    return result;
  }
  const patches = new Float64Array(columns * depth);
  for (let n = 0; n < sliding.batch; n++) {
    for (let row = 0; row < rows; row++) {
      gatherRow(x, sliding, n, row, patches);
      multiplyRows(patches, columns, depth, w, outputs, result, (n * rows + row) * columns * outputs);
    }
  }
  return result;
};

/** The channels `first` … of the pixels of a tensor whose last axis is `from` long, `count` of each. */
const channelsOf = (data: Float64Array, from: number, first: number, count: number): Float64Array => {
  const result = new Float64Array((data.length / from) * count);
  for (let pixel = 0; pixel * from < data.length; pixel++)
    for (let c = 0; c < count; c++) result[pixel * count + c] = data[pixel * from + first + c] as number;
  return result;
};

/**
 * Correlates each of the `groups` of channels of x [n,h,w,c] with its filters, equally many of w [outputs,kh,kw,c / groups], into
 * [n,oh,ow,outputs]; padding counts as 0.
 */
export const correlateGroups = (
  x: Float64Array,
  w: Float64Array,
  outputs: number,
  sliding: Sliding,
  groups: number,
): Float64Array => {
  if (groups === 1) return correlate(x, w, outputs, sliding);
  const [height, width, channels] = sliding.input;
  const [depth, count] = [channels / groups, outputs / groups];
  const pixels = sliding.batch * sliding.window.height.output * sliding.window.width.output;
  const result = new Float64Array(pixels * outputs);
  for (let group = 0; group < groups; group++) {
    const part = w.subarray((group * w.length) / groups, ((group + 1) * w.length) / groups);
    const own = { ...sliding, input: [height, width, depth] as const };
    const sums = correlate(channelsOf(x, channels, group * depth, depth), part, count, own);
    for (let i = 0; i < sums.length; i++)
      result[Math.floor(i / count) * outputs + group * count + (i % count)] = sums[i] as number;
  }
  return result;
};

/** Correlates each channel of x [n,h,w,c] with its own `multiplier` filters w [kh,kw,c·multiplier]. */
export const correlateDepthwise = (
  x: Float64Array,
  w: Float64Array,
  multiplier: number,
  sliding: Sliding,
): Float64Array => {
  const [height, width, channels] = sliding.input;
  const [filterHeight, filterWidth] = sliding.filter;
  const rows = sliding.window.height.output;
  const columns = sliding.window.width.output;
  const outputs = channels * multiplier;
  const dilation = sliding.dilations[1];
  const result = new Float64Array(sliding.batch * rows * columns * outputs);
  let target = 0;
  for (let n = 0; n < sliding.batch; n++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, target += outputs) {
        const left = column * sliding.strides[1] - sliding.window.width.before;
        for (let ky = 0; ky < filterHeight; ky++) {
          const y = row * sliding.strides[0] - sliding.window.height.before + ky * sliding.dilations[0];
          if (y < 0 || y >= height) continue;
          for (let kx = 0; kx < filterWidth; kx++) {
            const column0 = left + kx * dilation;
            if (column0 < 0 || column0 >= width) continue;
            let from = ((n * height + y) * width + column0) * channels;
            let tap = (ky * filterWidth + kx) * outputs;
            if (multiplier === 1 && kx + 3 <= filterWidth && column0 + 2 * dilation < width) {
              // Three taps of a row at once: their sum is loaded and stored once.
              let from1 = from + dilation * channels;
              let from2 = from1 + dilation * channels;
              let tap1 = tap + outputs;
              let tap2 = tap1 + outputs;
              for (let o = target; o < target + outputs; o++) {
                result[o] =
                  (result[o] as number) +
                  (x[from++] as number) * (w[tap++] as number) +
                  (x[from1++] as number) * (w[tap1++] as number) +
                  (x[from2++] as number) * (w[tap2++] as number);
              }
              kx += 2;
              continue;
            }
            for (let o = target; o < target + outputs; from++) {
              const value = x[from] as number;
              for (const end = o + multiplier; o < end; o++) {
                result[o] = (result[o] as number) + value * (w[tap++] as number);
              }
            }
          }
        }
      }
    }
  }
  return result;
};
