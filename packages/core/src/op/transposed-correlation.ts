/** Geometry of a transposed convolution. `before`: padding that is cut off the top and the left of the result. */
export interface Spreading {
  readonly batch: number;
  readonly input: readonly [height: number, width: number, channels: number];
  readonly output: readonly [height: number, width: number, channels: number];
  readonly filter: readonly [height: number, width: number];
  readonly strides: readonly [number, number];
  readonly before: readonly [top: number, left: number];
}

/** Spreads every pixel of x [n,h,w,c] through w [o,kh,kw,c] over [n,oh,ow,o]; what falls outside is dropped. */
export const correlateTransposed = (x: Float64Array, w: Float64Array, spreading: Spreading): Float64Array => {
  const [height, width, channels] = spreading.input;
  const [outputHeight, outputWidth, outputs] = spreading.output;
  const [filterHeight, filterWidth] = spreading.filter;
  const taps = filterHeight * filterWidth;
  const result = new Float64Array(spreading.batch * outputHeight * outputWidth * outputs);
  for (let pixel = 0; pixel < spreading.batch * height * width; pixel++) {
    const n = Math.floor(pixel / (height * width));
    const top = (Math.floor(pixel / width) % height) * spreading.strides[0] - spreading.before[0];
    const left = (pixel % width) * spreading.strides[1] - spreading.before[1];
    const from = pixel * channels;
    for (let tap = 0; tap < taps; tap++) {
      const y = top + Math.floor(tap / filterWidth);
      const column = left + (tap % filterWidth);
      if (y < 0 || y >= outputHeight || column < 0 || column >= outputWidth) continue;
      const target = ((n * outputHeight + y) * outputWidth + column) * outputs;
      for (let o = 0; o < outputs; o++) {
        let weight = (o * taps + tap) * channels;
        let sum = 0;
        for (let c = from; c < from + channels; c++) sum += (x[c] as number) * (w[weight++] as number);
        result[target + o] = (result[target + o] as number) + sum;
      }
    }
  }
  return result;
};
