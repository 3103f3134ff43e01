import { defineKernel, elementCount, type Cost, type Kernel, type KernelCall } from '@tinyml/core';
import { blockConstants, byteWeights } from './block-constants.ts';
import { columnsOf, depthOf, type Columns } from './conv-2d-columns.ts';
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
