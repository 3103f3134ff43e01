import { byteLength, byteWidth, elementCount, type Pair, type TensorType } from '@tinyml/core';

/**
 * How a kernel whose window slides over an image [n,h,w,c] writes its results [n,oh,ow,o]: pixel by pixel in the order of
 * addresses. A unit of results is written when all that it needs has been read; the next unit reads afterwards.
 */
export interface WindowRun {
  readonly x: TensorType;
  readonly y: TensorType;
  readonly filter: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  /** Padding in front: rows above, columns on the left. */
  readonly before: Pair;
  /** Pixels in a unit, single ones for what is left over. Default 1. */
  readonly pixels?: number;
  /** Channels of a pixel in a unit, single ones for what is left over; default: all. Less than all only for one pixel. */
  readonly channels?: number;
  /** Pixels that may have been written beyond one that is still read. Default: none. */
  readonly ahead?: number;
  /** Whether the convolution is transposed: each input pixel reaches a window of results. */
  readonly transposed?: boolean;
  /** Whether result channel o reads only input channel ⌊o · c / o's number⌋. */
  readonly depthwise?: boolean;
}

/** The first input pixel, by its index in x, that the window at a result's pixel reads; Infinity: it reads padding only. */
const firstPixels = ({ x, y, filter, strides, dilations, before, transposed = false }: WindowRun): Float64Array => {
  const [batch, height, width] = x.shape as readonly [number, number, number];
  const [, rows, columns] = y.shape as readonly [number, number, number];
  const firstTap = (at: number, axis: 0 | 1, size: number): number => {
    const start = at * strides[axis] - before[axis];
    const tap = start < 0 ? start + Math.ceil(-start / dilations[axis]) * dilations[axis] : start;
    return tap < size && tap <= start + (filter[axis] - 1) * dilations[axis] ? tap : Infinity;
  };
  const firstSource = (at: number, axis: 0 | 1, size: number): number => {
    const reach = at + before[axis];
    const last = Math.min(filter[axis] - 1, reach);
    const least = reach % strides[axis];
    const pixel = (reach - last + ((last - least) % strides[axis])) / strides[axis];
    return last >= least && pixel < size ? pixel : Infinity;
  };
  const firstAt = transposed ? firstSource : firstTap;
  const tops = Array.from({ length: rows }, (_, at) => firstAt(at, 0, height));
  const lefts = Array.from({ length: columns }, (_, at) => firstAt(at, 1, width));
  const first = new Float64Array(batch * rows * columns);
  let at = 0;
  for (let n = 0; n < batch; n += 1)
    for (const top of tops) for (const left of lefts) first[at++] = (n * height + top) * width + left;
  return first;
};

/** Results of a pixel that have been written, and the input channel that is read next, while the pixel is unfinished. */
const withinPixel = (results: number, together: number, inputs: number, depthwise: boolean): readonly Pair[] => {
  const states: Pair[] = [];
  let written = 0;
  while (written < results) {
    written += written + together <= results ? together : 1;
    if (written < results) states.push([written, depthwise ? Math.floor((written * inputs) / results) : 0]);
  }
  return states;
};

/**
 * Bytes that the output must begin before the input so that the kernel overwrites nothing that it still reads: the most,
 * over the run, of bytes written less the first byte that is read later. By going over the run, unit by unit.
 */
export const windowDistance = (run: WindowRun): number => {
  const { x, y, pixels = 1, ahead = 0, depthwise = false } = run;
  const inputs = x.shape[3] as number;
  const results = y.shape[3] as number;
  const [read, write] = [byteWidth(x.dtype), byteWidth(y.dtype)];
  const first = firstPixels(run);
  const within = withinPixel(results, run.channels ?? results, inputs, depthwise);
  let distance = -byteLength(x);
  /** First input pixel that what comes later reads. */
  let later = Infinity;
  const whole = first.length - (first.length % pixels);
  let end = first.length;
  while (end > 0) {
    const start = end > whole ? end - 1 : end - pixels;
    distance = Math.max(distance, end * results * write - later * inputs * read);
    let own = Infinity;
    for (let at = start; at < end; at += 1) own = Math.min(own, first[at] as number);
    for (const [written, channel] of within)
      distance = Math.max(distance, (start * results + written) * write - (own * inputs + channel) * read);
    later = Math.min(later, own);
    if (ahead > 0)
      distance = Math.max(distance, Math.min(end + ahead, first.length) * results * write - later * inputs * read);
    end = start;
  }
  return distance;
};

/** The same for rows of `x` of which each gives a row of `y`, `channels` results at a time: a window of one pixel. */
export const rowDistance = (rows: number, x: TensorType, y: TensorType, channels: number): number =>
  windowDistance({
    x: { ...x, shape: [1, 1, rows, elementCount(x.shape) / rows] },
    y: { ...y, shape: [1, 1, rows, elementCount(y.shape) / rows] },
    filter: [1, 1],
    strides: [1, 1],
    dilations: [1, 1],
    before: [0, 0],
    channels,
  });

/**
 * The same for a kernel that reads `units` records of `read` bytes in order and writes one of `write` bytes for each,
 * once it has been read: 0 for records as long; shorter results may begin inside the operand, longer ones before it.
 */
export const recordDistance = (units: number, read: number, write: number): number => {
  if (units < 2) return -units * read;
  return write > read ? (units - 1) * (write - read) : write - read;
};

/** The same for units of results: the bytes written at the end of each, and the first byte of the operand that it reads. */
export const unitDistance = (units: readonly { written: number; first: number }[], bytes: number): number => {
  let distance = -bytes;
  let later = Infinity;
  for (const { written, first } of units.toReversed()) {
    distance = Math.max(distance, written - later);
    later = Math.min(later, first);
  }
  return distance;
};

/**
 * The same for a convolution 1×1 that goes over `pixels` pixels again for each `channels` of their results, which are written
 * in between: but for the last ones, they are there when these pixels are read for the last time.
 */
export const pixelDistance = (
  x: TensorType,
  y: TensorType,
  strides: Pair,
  pixels: number,
  channels: number,
): number => {
  const [batch, height, width, inputs] = x.shape as readonly [number, number, number, number];
  const [, rows, columns, results] = y.shape as readonly [number, number, number, number];
  const firstByte = (at: number): number => {
    const [n, row, column] = [Math.floor(at / (rows * columns)), Math.floor(at / columns) % rows, at % columns];
    return ((n * height + row * strides[0]) * width + column * strides[1]) * inputs;
  };
  const count = batch * rows * columns;
  const before = channels * Math.floor((results - 1) / channels);
  const units = Array.from({ length: Math.ceil(count / pixels) }, (_, unit) => pixels * unit);
  const events = units.flatMap((at) => {
    const end = Math.min(at + pixels, count);
    return [
      { written: before === 0 ? -Infinity : (end - 1) * results + before, first: Infinity },
      { written: -Infinity, first: firstByte(at) },
      { written: end * results, first: Infinity },
    ];
  });
  return unitDistance(events, byteLength(x));
};

/** The same for rows: pixels of an image that has one line. */
export const rowsDistance = (rows: number, x: TensorType, y: TensorType, pixels: number, channels: number): number =>
  pixelDistance(
    { ...x, shape: [1, 1, rows, elementCount(x.shape) / rows] },
    { ...y, shape: [1, 1, rows, elementCount(y.shape) / rows] },
    [1, 1],
    pixels,
    channels,
  );

/** The same for results of `write` bytes of which each reads no byte of the operand before that in `first`. */
export const readDistance = (first: readonly number[], write: number, bytes: number): number =>
  unitDistance(
    first.map((byte, at) => ({ written: (at + 1) * write, first: byte })),
    bytes,
  );
