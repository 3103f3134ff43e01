import { defineKernel, type Kernel, type KernelRequest } from '@tinyml/core';
import { columnsOf, type Columns } from './conv-2d-columns.ts';
import { conv2dOperands, conv2dResults, type Conv2dRequest as Request } from './conv-2d-request.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { pixelDistance, windowDistance } from '../../../kernel/overlap-distance.ts';
import type { MatrixResults } from '../../../kernel/weighted/matrix-records.ts';
import { pairWork, shallowWork } from '../../../kernel/weighted/vector-cost.ts';
import {
  lanes,
  pairConstants,
  twiceForm,
  vectorConstants,
  type TwiceForm,
} from '../../../kernel/weighted/vector-records.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';

/** The function for the requantisation that a node needs. */
const functionOf = (name: 'tml_conv_2d' | 'tml_conv_2d_1x1', form: TwiceForm): string =>
  `${name}${form === 'right' ? '' : `_${form}`}_s8_mve`;

const fieldsOf = (request: Request, operands: WeightedOperands, columns: Columns, results: MatrixResults) => {
  const { x, y } = operands.types;
  const { strides, dilations } = request.node.attrs;
  return {
    matrix: {
      fields: {
        geometry: convolutionGeometry(x, y, columns.filter, strides, dilations, columns.before),
        run_taps: columns.runTaps,
        run: columns.run,
        whole_runs: columns.wholeRuns ? 1 : 0,
        steps: Math.ceil(columns.depth / lanes),
        zero_point: x.quant?.zeroPoint[0] ?? 0,
        min: results.min,
        max: results.max,
      },
    },
    output_zero_point: results.zeroPoint,
  };
};

/** Instructions that the columns of two windows take. */
const columnsWork = ({ filter, runTaps, run, edge }: Columns): number => {
  const runs = (filter[0] * filter[1]) / runTaps;
  const inner = 12 + runs * (7 + 5 * Math.ceil(run / lanes));
  return (1 - edge) * inner + edge * (350 + runs * (50 + 2.5 * run));
};

/** The windows of two pixels are copied to columns. */
export const conv2dS8Mve: Kernel<'conv_2d'> = defineKernel({
  name: 'tml_conv_2d_s8_mve',
  version: 1,
  op: 'conv_2d',
  isa: 'mve',
  sources: kernelSources('tml_conv_2d_s8_mve.h'),
  supports(request) {
    const operands = conv2dOperands(request);
    return supportsWeighted(operands, 's8', columnsOf(request, operands).depth);
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    const results = conv2dResults(request, operands);
    const { x, y } = operands.types;
    return {
      function: functionOf('tml_conv_2d', twiceForm(operands, results)),
      params: { type: 'tml_pairs_params', fields: fieldsOf(request, operands, columns, results) },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }, { scratch: true }],
      constants: vectorConstants(pairConstants(operands, columns.depth, results)),
      scratch: 2 * lanes * Math.ceil(columns.depth / lanes),
      overlaps: [
        {
          input: 0,
          output: 0,
          distance: windowDistance({
            ...{ x, y, filter: columns.filter, ...request.node.attrs },
            ...{ before: columns.before, pixels: 2 },
          }),
        },
      ],
    };
  },
  cost(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    const form = twiceForm(operands, conv2dResults(request, operands));
    return pairWork(columns.pixels, columns.depth, columns.channels, form, columnsWork(columns));
  },
});

/** Whether the window of each result is one pixel of the image. */
const takesPixels = ({ node }: KernelRequest<'conv_2d'>, { filter, before }: Columns): boolean =>
  filter[0] === 1 && filter[1] === 1 && before[0] === 0 && before[1] === 0 && !Array.isArray(node.attrs.padding);

/** Two pixels are columns as they are. */
export const conv2d1x1S8Mve: Kernel<'conv_2d'> = defineKernel({
  name: 'tml_conv_2d_1x1_s8_mve',
  version: 1,
  op: 'conv_2d',
  isa: 'mve',
  sources: kernelSources('tml_conv_2d_1x1_s8_mve.h'),
  supports(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    return takesPixels(request, columns)
      ? supportsWeighted(operands, 's8', columns.depth)
      : 'the filter does not take single pixels';
  },
  lower(request) {
    const operands = conv2dOperands(request);
    const columns = columnsOf(request, operands);
    const results = conv2dResults(request, operands);
    const { x, y } = operands.types;
    return {
      function: functionOf('tml_conv_2d_1x1', twiceForm(operands, results)),
      params: { type: 'tml_pairs_params', fields: fieldsOf(request, operands, columns, results) },
      arguments: [{ params: true }, { input: 0 }, { constant: 'constants' }, { output: 0 }],
      constants: vectorConstants(pairConstants(operands, columns.depth, results)),
      scratch: 0,
      overlaps: [{ input: 0, output: 0, distance: pixelDistance(x, y, request.node.attrs.strides, 2, 8) }],
    };
  },
  cost(request) {
    const operands = conv2dOperands(request);
    const { pixels, depth, channels } = columnsOf(request, operands);
    const form = twiceForm(operands, conv2dResults(request, operands));
    return depth <= lanes && form !== 'any'
      ? shallowWork(pixels, channels, form)
      : pairWork(pixels, depth, channels, form, 6);
  },
});
