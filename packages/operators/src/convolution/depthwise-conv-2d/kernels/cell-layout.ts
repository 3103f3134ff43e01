/** How a depthwise convolution for Helium lays four channels out as cells, see tml_cells_mve.h and tml_patches_mve.h. */

import type { DepthwiseRequest } from './depthwise-request.ts';
import { imageAxes, type ImageAxis } from '../../kernels/image-axes.ts';
import type { WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** Bytes of a cell: four channels, four values each. */
export const cellBytes = 16;

/** Memory that a call may use so that its constants are loaded once for several lines. */
const usualScratch = 2048;

export type PatchForm = 'pairs' | 'run' | 'every' | 'blocks';

export interface CellLayout {
  readonly form: PatchForm;
  /** Whether cells follow each other down the image. */
  readonly swapped: boolean;
  readonly along: ImageAxis;
  readonly across: ImageAxis;
  /** Bytes of cells from one patch to the next. */
  readonly step: number;
  /** Results in a patch; how many of them lie across. */
  readonly within: number;
  readonly lineResults: number;
  readonly lines: number;
  /** Results in a line. */
  readonly count: number;
  /** Of 4 × 4 weights. */
  readonly blocks: { readonly along: number; readonly across: number };
  readonly bandBytes: number;
  /** Groups of four cells that the results of a band need. */
  readonly fours: number;
  /** Lines at once. */
  readonly tile: number;
}

interface Form {
  readonly form: PatchForm;
  readonly within: number;
  readonly lineResults: number;
  readonly stepCells: number;
  fits(along: ImageAxis, across: ImageAxis): boolean;
}

const plain = ({ stride, dilation }: ImageAxis): boolean => stride === 1 && dilation === 1;

const formsOf = (stride: number): readonly Form[] => [
  {
    ...{ form: 'pairs', within: 4, lineResults: 2, stepCells: 2 },
    fits: (along, across) =>
      [along, across].every((axis) => plain(axis) && axis.filter <= 3) && across.output >= 2 && across.filter > 1,
  },
  {
    ...{ form: 'run', within: 4, lineResults: 1, stepCells: 1 },
    fits: (along, across) => plain(along) && along.filter <= 13 && across.filter === 1,
  },
  {
    ...{ form: 'every', within: 1, lineResults: 1, stepCells: stride },
    fits: (along, across) => along.filter <= 4 && across.filter <= 4 && along.stride <= 2,
  },
  {
    ...{ form: 'blocks', within: 1, lineResults: 1, stepCells: stride },
    fits: (along, across) => (along.filter > 4 || across.filter > 4) && along.stride <= 2,
  },
];

const layoutOf = (form: Form, along: ImageAxis, across: ImageAxis, swapped: boolean): CellLayout => {
  const { within, lineResults, stepCells } = form;
  const count = along.output * lineResults;
  const lines = Math.ceil(across.output / lineResults);
  const single = within > 1;
  const blocks = {
    along: single ? 1 : Math.ceil(along.filter / 4),
    across: single ? 1 : Math.ceil(across.filter / 4),
  };
  const patches = Math.ceil(count / within);
  /** Eight results are computed together, also where fewer are left. */
  const together = Math.ceil(count / 8) * (8 / within);
  const needed = (patches - 1) * stepCells + (single ? 4 : (along.filter - 1) * along.dilation + 1);
  const reached = (together - 1) * stepCells + (single ? 4 : (4 * blocks.along - 1) * along.dilation + 1);
  const fours = Math.ceil(needed / 4);
  const bandBytes = Math.max(4 * fours, reached) * cellBytes;
  const lineBytes = bandBytes * blocks.across + 4;
  const tile = Math.max(1, Math.min(lines, Math.floor(usualScratch / lineBytes)));
  return {
    ...{ form: form.form, swapped, along, across, step: stepCells * cellBytes, within, lineResults, lines, count },
    ...{ blocks, bandBytes, fours, tile },
  };
};

/** Every layout that can compute the node. */
export const cellLayouts = (request: DepthwiseRequest, operands: WeightedOperands): readonly CellLayout[] => {
  const { height, width } = imageAxes(request, operands);
  return [false, true].flatMap((swapped) => {
    const [along, across] = swapped ? [height, width] : [width, height];
    return formsOf(along.stride)
      .filter((form) => form.fits(along, across))
      .map((form) => layoutOf(form, along, across, swapped));
  });
};

export const scratchOf = ({ tile, bandBytes, blocks }: CellLayout): number => tile * (bandBytes * blocks.across + 4);

/** Where the words of each block's patch begin, less a step. */
export const blockOffsets = ({ blocks, bandBytes, along, step, within }: CellLayout): readonly number[] =>
  Array.from({ length: blocks.across * blocks.along * 4 }, (_, word) => {
    const column = word % (4 * blocks.along);
    const band = Math.floor(word / (4 * blocks.along));
    return band * bandBytes + column * (within > 1 ? 1 : along.dilation) * cellBytes - step;
  });

/** Bytes of a channel's weights: where they move within a vector, zeros before and after them. */
export const weightBytes = ({ form, blocks }: CellLayout): number =>
  form === 'pairs' ? 24 : form === 'run' ? 20 : 16 * blocks.along * blocks.across;

/** Where a weight lies among them. */
export const weightPlace = ({ form, blocks }: CellLayout, along: number, across: number): number => {
  if (form === 'pairs') return 5 + 4 * along + across;
  if (form === 'run') return 3 + along;
  const block = Math.floor(across / 4) * blocks.along + Math.floor(along / 4);
  return 16 * block + 4 * (along % 4) + (across % 4);
};

/** The C function of a layout. `zeros`: ties of negative results do not matter. */
export const cellFunction = ({ form, step, within }: CellLayout, zeros: boolean): string =>
  `tml_depthwise_conv_2d_${form}${within > 1 ? '' : String(step / cellBytes)}_${zeros ? 'zeros' : 'twice'}_s8_mve`;
