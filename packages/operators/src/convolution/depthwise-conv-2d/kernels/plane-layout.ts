/** How a depthwise convolution is laid out as padded planes of int16, one channel each: see c/kernels/tml_planes_dsp.h. */

import type { KernelRequest } from '@tinyml/core';
import { imageAxes, type ImageAxis } from '../../kernels/image-axes.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** Of a dilated filter's columns the kernels see `filter` neighbouring ones: every `spread`th is a tap, the others are 0. */
export interface PlaneColumns extends ImageAxis {
  readonly dilation: 1;
  readonly spread: number;
}

export interface PlaneLayout {
  readonly batch: number;
  readonly channels: number;
  readonly multiplier: number;
  readonly rows: ImageAxis;
  readonly columns: PlaneColumns;
  /** The planes' rows are the image's columns. */
  readonly swapped: boolean;
  /** Rows of the input that one row of results takes. */
  readonly reach: number;
  /** Rows of results at once, the planes' rows for them, and the planes' columns (even). */
  readonly strip: number;
  readonly height: number;
  readonly width: number;
  /** Planes at once. */
  readonly group: number;
}

/** What a kernel asks of the planes: their least width for so many columns, and how many rows it computes together. */
export interface PlaneDemand {
  /** undefined: no plane of this kernel is wide enough. */
  width(columns: ImageAxis): number | undefined;
  readonly rowsTogether: number;
}

/** Bytes of planes that are enough: more rows at once would save little time. Where size comes first, memory counts. */
const stripBytes = ({ priority }: KernelRequest<'depthwise_conv_2d'>): number => (priority === 'size' ? 512 : 4096);

const layout = (
  { types: { x, channels: results } }: WeightedOperands,
  rows: ImageAxis,
  taps: ImageAxis,
  swapped: boolean,
  demand: PlaneDemand,
  most: number,
): PlaneLayout | undefined => {
  const filter = (taps.filter - 1) * taps.dilation + 1;
  const columns: PlaneColumns = { ...taps, filter, dilation: 1, spread: taps.dilation };
  const width = demand.width(columns);
  if (width === undefined) return undefined;
  const [batch, , , channels] = x.shape as readonly [number, number, number, number];
  const reach = (rows.filter - 1) * rows.dilation + 1;
  const heightOf = (strip: number): number => (strip - 1) * rows.stride + reach;
  const group = channels >= 4 ? 4 : 1;
  const rowBytes = group * width * 2;
  let strip = rows.output;
  if (heightOf(strip) * rowBytes > most) {
    const fitting = Math.floor((most / rowBytes - reach) / rows.stride) + 1;
    strip = Math.min(strip, Math.max(demand.rowsTogether, fitting - (fitting % demand.rowsTogether)));
  }
  return {
    batch,
    channels,
    multiplier: results / channels,
    rows,
    columns,
    swapped,
    reach,
    strip,
    height: heightOf(strip),
    width,
    group,
  };
};

/** The ways to lay the node out that the kernel can run: the image as it is, and with its axes exchanged. */
export const planeLayouts = (
  request: KernelRequest<'depthwise_conv_2d'>,
  operands: WeightedOperands,
  demand: PlaneDemand,
): readonly PlaneLayout[] => {
  const { height, width } = imageAxes(request, operands);
  const most = stripBytes(request);
  return [
    layout(operands, height, width, false, demand, most),
    layout(operands, width, height, true, demand, most),
  ].filter((found) => found !== undefined);
};

/** Bytes of scratch memory for the planes. */
export const planeBytes = ({ group, height, width }: PlaneLayout): number => group * height * width * 2;

/** What is copied before which results are written. */
export type Strips = Pick<PlaneLayout, 'multiplier' | 'rows' | 'swapped' | 'strip' | 'reach'> & {
  readonly columns: ImageAxis;
};

/**
 * Whether results may be written over the input: a result's pixel is, in the same channels, one that has been copied to
 * the planes already.
 */
export const planesInPlace = ({ multiplier, rows, columns, swapped, strip, reach }: Strips): boolean => {
  if (multiplier !== 1 || rows.output * columns.output > rows.input * columns.input) return false;
  if (strip >= rows.output) return true;
  if (swapped) return false;
  for (let first = 0; first < rows.output; first += strip) {
    const end = Math.min(rows.output, first + strip);
    const read = Math.min(rows.input, (end - 1) * rows.stride + reach - rows.before);
    if (end * columns.output > read * columns.input) return false;
  }
  return true;
};
