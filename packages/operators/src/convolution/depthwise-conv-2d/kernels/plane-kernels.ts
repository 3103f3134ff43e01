import type { Cost, KernelRequest } from '@tinyml/core';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import type { PlaneDemand, PlaneLayout } from './plane-layout.ts';
import {
  overlappingWeights,
  pairedWeights,
  sharedPairs,
  sharedWeights,
  type PlaneScales,
  type WeightWords,
} from './plane-records.ts';
import { rates } from './kernel-rates.ts';

/** One way to compute a depthwise convolution over planes. */
export interface PlaneKernel {
  readonly name: string;
  readonly demand: PlaneDemand;
  readonly words: WeightWords;
  /** Words of a filter's row. */
  pairs(taps: number): number;
  problem(layout: PlaneLayout): string | undefined;
  /** The C function, less `_s8_dsp`. */
  function(layout: PlaneLayout, scales: PlaneScales): string;
  cost(layout: PlaneLayout): Cost;
}

const ceil = (value: number, step: number): number => Math.ceil(value / step) * step;

/** Columns of a row of the planes that the 3×3 kernels are written for. */
const widths = [8, 16, 28, 52, 104];

const stripsOf = ({ rows, strip }: PlaneLayout): number => Math.ceil(rows.output / strip);

/**
 * Time of a layout. Under priority size the weights are those of the model: each strip of a channel makes its record,
 * and strips have few rows.
 */
export const planeCost = (
  form: PlaneKernel,
  request: Pick<KernelRequest, 'core' | 'priority'>,
  layout: PlaneLayout,
): Cost => {
  const records = form.cost(layout);
  if (request.priority !== 'size') return records;
  const strips = stripsOf(layout);
  const { batch, channels, columns, height, rows } = layout;
  const made = perChannel(layout) * strips;
  return ratedCost(rates, `${form.name}_compact`, request, {
    cycle: records.cycles,
    record: made,
    tap: made * rows.filter * columns.filter,
    row: batch * Math.ceil(channels / 4) * strips * height,
  });
};

/** Copying the input to planes: per value, per row and plane group, and per strip. */
const copying = (layout: PlaneLayout): Cost => {
  const { batch, channels, rows, width } = layout;
  const strips = stripsOf(layout);
  const lines = batch * (Math.floor(channels / 4) + (channels % 4)) * (rows.input + 2 * (layout.reach - 1));
  const values = batch * (Math.floor(channels / 4) * 4 + (channels % 4) * 1.5) * rows.input * width;
  const moved = batch * channels * (strips - 1) * Math.max(0, layout.reach - rows.stride) * width;
  return {
    instructions: values * 2.3 + lines * 18 + moved * 0.7 + batch * channels * strips * 62,
    cycles: values * 2.9 + lines * 24 + moved + batch * channels * strips * 84,
  };
};

const rounded = ({ instructions, cycles }: Cost): Cost => ({
  instructions: Math.round(instructions),
  cycles: Math.round(cycles),
});

/** The activation's limits take a pass of their own where they are not those of int8. */
const perChannel = ({ batch, channels, multiplier }: PlaneLayout): number => batch * channels * multiplier;

/** Both strides 1 or both 2, in assembly. */
export const threeByThree: PlaneKernel = {
  name: 'tml_depthwise_conv_2d_3x3_s8_dsp',
  demand: {
    rowsTogether: 2,
    width({ output, stride }) {
      const least = (ceil(output, 2) - 1) * stride + 3;
      return widths.find((width) => width >= least);
    },
  },
  words: overlappingWeights,
  pairs: () => 2,
  problem({ rows, columns }) {
    if (rows.dilation !== 1 || columns.spread !== 1) return 'dilated filters are not supported';
    if (rows.filter !== 3 || columns.filter !== 3) return 'the filter is not 3×3';
    if (rows.stride !== columns.stride || rows.stride > 2) return 'the strides are not both 1 or both 2';
    return undefined;
  },
  function({ rows, width }, scales) {
    const strided = rows.stride === 2 ? '_stride2' : '';
    return `tml_depthwise_conv_2d_3x3${strided}${scales === 'any' ? '' : `_${scales}`}_${String(2 * width)}`;
  },
  cost(layout) {
    const { rows, columns } = layout;
    const copied = copying(layout);
    const pairs = perChannel(layout) * Math.ceil(rows.output / 2);
    // The odd row takes a little more than half of a pair's time.
    const blocks =
      perChannel(layout) * (Math.floor(rows.output / 2) + 0.57 * (rows.output % 2)) * Math.ceil(columns.output / 2);
    const strided = rows.stride === 2;
    const odd = columns.output % 2;
    return rounded({
      instructions: copied.instructions + pairs * (18 + 13 * odd) + blocks * (strided ? 55 : 51),
      cycles: copied.cycles + pairs * (22 + 18 * odd) + blocks * (strided ? 72 : 61),
    });
  },
};

/** Strides of 1, and the largest of each 2×2 results. */
export const pooledThreeByThree: PlaneKernel = {
  ...threeByThree,
  name: 'tml_depthwise_conv_2d_3x3_pool_s8_dsp',
  problem(layout) {
    if (layout.rows.stride !== 1) return 'the filter is strided';
    // Half of it is what leads from one row of sums to the next.
    return layout.rows.outputStep % 1 === 0 ? threeByThree.problem(layout) : 'a row of results has an odd length';
  },
  function: ({ width }, scales) =>
    `tml_depthwise_conv_2d_3x3_pool${scales === 'any' ? '' : `_${scales}`}_${String(2 * width)}`,
  cost(layout) {
    const { rows, columns } = layout;
    const copied = copying(layout);
    const lines = perChannel(layout) * (rows.output / 2);
    const blocks = lines * (columns.output / 2);
    return rounded({
      instructions: copied.instructions + lines * 14 + blocks * 50,
      cycles: copied.cycles + lines * 18 + blocks * 57,
    });
  },
};

/** Any filter, by pairs of taps. */
export const general: PlaneKernel = {
  name: 'tml_depthwise_conv_2d_s8_dsp',
  demand: {
    rowsTogether: 1,
    width: ({ before, filter, output, stride }) =>
      Math.max(ceil((output - 1) * stride + 2 * Math.ceil(filter / 2), 2), ceil(before, 2)),
  },
  words: pairedWeights,
  pairs: (taps) => Math.ceil(taps / 2),
  problem: () => undefined,
  function: () => 'tml_depthwise_conv_2d',
  cost(layout) {
    const { rows, columns } = layout;
    const copied = copying(layout);
    const lines = perChannel(layout) * rows.output;
    const four = lines * Math.floor(columns.output / 4);
    const one = lines * (columns.output % 4);
    const pairs = rows.filter * Math.ceil(columns.filter / 2);
    return rounded({
      instructions:
        copied.instructions +
        lines * 35 +
        four * (pairs * 14 + rows.filter * 7 + 45) +
        one * (pairs * 6 + rows.filter * 7 + 24),
      cycles:
        copied.cycles +
        lines * 50 +
        four * (pairs * 19 + rows.filter * 12 + 62) +
        one * (pairs * 10 + rows.filter * 12 + 32),
    });
  },
};

/** Words of a filter's row up to which the kernels of four results at once are written out. */
const mostPairs = 6;

const written = (pairs: number): string => (pairs > mostPairs ? 'any' : String(pairs));

/** Four results of a row at once. `row`: a row of the filter. */
const groupedCost = (layout: PlaneLayout, row: Cost): Cost => {
  const { rows, columns } = layout;
  const copied = copying(layout);
  const lines = perChannel(layout) * rows.output;
  const rest = columns.output % 4;
  const calls = perChannel(layout) * stripsOf(layout);
  // A row whose results are not a multiple of four ends with a call of its own.
  const groups = lines * Math.ceil(columns.output / 4);
  const ends = (columns.output >= 4 ? lines : 0) + (rest > 0 ? lines : 0);
  return rounded({
    instructions:
      copied.instructions +
      calls * 45 +
      ends * 42 +
      lines * (16 + 6 * rest) +
      groups * (33 + rows.filter * row.instructions),
    cycles:
      copied.cycles + calls * 65 + ends * 55 + lines * (20 + 10 * rest) + groups * (36 + rows.filter * row.cycles),
  });
};

/** Any filter whose columns do not stride: words and weights are shared by neighbouring results. */
export const unstrided: PlaneKernel = {
  name: 'tml_depthwise_conv_2d_stride1_s8_dsp',
  demand: {
    rowsTogether: 1,
    width: ({ before, filter, output }) => Math.max(ceil(output, 4) + 2 * sharedPairs(filter) - 2, ceil(before, 2)),
  },
  words: sharedWeights,
  pairs: sharedPairs,
  problem: ({ columns }) => (columns.stride === 1 ? undefined : 'the filter strides along both axes'),
  function: ({ columns }) => `tml_depthwise_conv_2d_stride1_${written(sharedPairs(columns.filter))}`,
  cost(layout) {
    const pairs = sharedPairs(layout.columns.filter);
    const [step, stepCycles] = pairs > mostPairs ? [10, 13] : [7, 8];
    return groupedCost(layout, { instructions: 5 + pairs * step, cycles: 8 + pairs * stepCycles });
  },
};

/** Any filter that takes every other column: a word serves neighbouring results. */
export const everyOther: PlaneKernel = {
  name: 'tml_depthwise_conv_2d_stride2_s8_dsp',
  demand: {
    rowsTogether: 1,
    width: ({ before, filter, output }) => Math.max(2 * (ceil(output, 4) + Math.ceil(filter / 2) - 1), ceil(before, 2)),
  },
  words: pairedWeights,
  pairs: (taps) => Math.ceil(taps / 2),
  problem: ({ columns }) => (columns.stride === 2 ? undefined : 'the filter does not stride by two'),
  function: ({ columns }) => `tml_depthwise_conv_2d_stride2_${written(Math.ceil(columns.filter / 2))}`,
  cost(layout) {
    const pairs = Math.ceil(layout.columns.filter / 2);
    const [step, stepCycles] = pairs > mostPairs ? [12, 15] : [6, 7];
    return groupedCost(layout, { instructions: 7 + pairs * step, cycles: 10 + pairs * stepCycles });
  },
};
