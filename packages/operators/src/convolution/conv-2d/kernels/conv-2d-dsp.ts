import {
  defineKernel,
  elementCount,
  slidingWindow,
  type Cost,
  type Kernel,
  type KernelCall,
  type Pair,
} from '@tinyml/core';
import { blockConstants, byteWeights } from './block-constants.ts';
import { conv2dOperands, conv2dResults, type Conv2dRequest as Request } from './conv-2d-request.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { blockCost, vectorWork } from '../../../kernel/weighted/matrix-cost.ts';
import { matrixProblem, type MatrixForm } from '../../../kernel/weighted/matrix-records.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { vectorCall } from '../../../kernel/weighted/vector-call.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

const depthOf = ({ filter }: WeightedOperands): number => elementCount(filter.type.shape.slice(1));

/** How the columns of a convolution come about. */
interface Columns {
  readonly filter: Pair;
  readonly before: Pair;
  readonly depth: number;
  readonly steps: number;
  readonly runTaps: number;
  readonly run: number;
  readonly wholeRuns: boolean;
  /** Part of the blocks in which a window leaves the image: 0 where none does. */
  readonly edge: number;
  readonly pixels: number;
  readonly channels: number;
}

const columnsOf = (request: Request, operands: WeightedOperands): Columns => {
  const { x, y, filter } = operands.types;
  const { attrs } = request.node;
  const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
  const image: Pair = [x.shape[1] as number, x.shape[2] as number];
  const { height, width } = slidingWindow(image, size, attrs.strides, attrs.dilations, attrs.padding);
  const depth = depthOf(operands);
  const runTaps = attrs.dilations[1] === 1 ? size[1] : 1;
  const run = runTaps * (x.shape[3] as number);
  const output: Pair = [y.shape[1] as number, y.shape[2] as number];
  const before: Pair = [height.before, width.before];
  /** Positions along an axis at which the window lies within the image. */
  const inside = (axis: 0 | 1): number => {
    const room = image[axis] - 1 - (size[axis] - 1) * attrs.dilations[axis] + before[axis];
    const first = Math.ceil(before[axis] / attrs.strides[axis]);
    return Math.max(0, Math.min(output[axis] - 1, Math.floor(room / attrs.strides[axis])) - first + 1);
  };
  const all = inside(0) === output[0] && inside(1) === output[1];
  return {
    filter: size,
    before,
    depth,
    steps: Math.ceil(depth / 4),
    runTaps,
    run,
    wholeRuns: run % 4 === 0,
    edge: all ? 0 : 1 - (inside(0) / output[0]) * (Math.max(0, inside(1) - 2) / output[1]),
    pixels: elementCount(y.shape.slice(0, 3)),
    channels: operands.types.channels,
  };
};

/** Bytes of the three columns, and of what is copied on the way to them. */
const scratchOf = ({ steps, wholeRuns, run, edge }: Columns): number =>
  24 * steps + (wholeRuns ? (edge === 0 ? 0 : 3 * run) : 12 * steps);

const lower = (name: string, request: Request, operands: WeightedOperands, form: MatrixForm): KernelCall => {
  const columns = columnsOf(request, operands);
  const { x, y } = operands.types;
  const { attrs } = request.node;
  const results = conv2dResults(request, operands);
  const constants = blockConstants(operands, columns.depth, results, byteWeights(form));
  return {
    function: name,
    params: {
      type: 'tml_matrix_params',
      fields: {
        geometry: convolutionGeometry(x, y, columns.filter, attrs.strides, attrs.dilations, columns.before),
        run_taps: columns.runTaps,
        run: columns.run,
        whole_runs: columns.wholeRuns ? 1 : 0,
        steps: columns.steps,
        zero_point: x.quant?.zeroPoint[0] ?? 0,
        min: results.min,
        max: results.max,
      },
    },
    arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
    constants: [{ name: 'constants', ctype: 'int32_t', values: constants }],
    scratch: scratchOf(columns),
    overlaps: [
      {
        input: 0,
        output: 0,
        distance: windowDistance({ x, y, filter: columns.filter, ...attrs, before: columns.before, pixels: 3 }),
      },
    ],
  };
};

const suffix: Readonly<Record<MatrixForm, string>> = { composite: '', plain: '_plain' };

const problemOf = (request: Request, operands: WeightedOperands, form: MatrixForm): true | string => {
  const depth = depthOf(operands);
  const supported = supportsWeighted(operands, 's8', depth);
  return supported === true
    ? (matrixProblem(operands, depth, form, conv2dResults(request, operands)) ?? true)
    : supported;
};

const convolution = (form: MatrixForm): Kernel<'conv_2d'> => {
  const name = `tml_conv_2d${suffix[form]}_s8_dsp`;
  return defineKernel({
    name,
    version: 1,
    op: 'conv_2d',
    isa: 'dsp',
    sources: kernelSources('tml_conv_2d_s8_dsp.h'),
    supports(request) {
      const operands = conv2dOperands(request);
      return operands.types.channels < 2 ? 'it takes two output channels at once' : problemOf(request, operands, form);
    },
    lower: (request) => lower(name, request, conv2dOperands(request), form),
    cost: (request): Cost => blockCost(columnsOf(request, conv2dOperands(request)), form),
  });
};

/** On few pixels, blocks of three are a waste. */
const onePixel = (form: MatrixForm): Kernel<'conv_2d'> => {
  const name = `tml_conv_2d_1x1${suffix[form]}_s8_dsp`;
  const sizes = (request: Request, operands: WeightedOperands) => {
    const { pixels, depth, channels } = columnsOf(request, operands);
    return { rows: pixels, depth, outputs: channels };
  };
  return defineKernel({
    name,
    version: 1,
    op: 'conv_2d',
    isa: 'dsp',
    sources: kernelSources('tml_conv_2d_1x1_s8_dsp.h'),
    supports(request) {
      const operands = conv2dOperands(request);
      const { filter, pixels } = columnsOf(request, operands);
      const { x } = operands.types;
      if (filter[0] !== 1 || filter[1] !== 1) return 'the filter is not 1×1';
      if (elementCount(x.shape.slice(0, 3)) !== pixels || request.node.attrs.strides.some((stride) => stride !== 1))
        return 'the filter does not take each pixel once';
      return problemOf(request, operands, form);
    },
    lower(request) {
      const operands = conv2dOperands(request);
      return vectorCall(name, operands, sizes(request, operands), form, conv2dResults(request, operands));
    },
    cost(request): Cost {
      return ratedCost(rates, name, request, vectorWork(sizes(request, conv2dOperands(request))));
    },
  });
};

export const conv2dS8Dsp = convolution('composite');
export const conv2dPlainS8Dsp = convolution('plain');
export const conv2d1x1S8Dsp = onePixel('composite');
export const conv2d1x1PlainS8Dsp = onePixel('plain');
