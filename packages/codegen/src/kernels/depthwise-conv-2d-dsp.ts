import { defineKernel, type Cost, type Kernel, type KernelRequest } from '@tinyml/core';
import { general, threeByThree, unstrided, type PlaneKernel } from './plane-kernels.ts';
import { planeBytes, planeLayouts, planesInPlace, type PlaneLayout } from './plane-layout.ts';
import { outputRange, planeRecords, recordProblem } from './plane-records.ts';
import { kernelSources } from './sources.ts';
import { supportsWeighted, weightedOperands, type WeightedOperands } from './weighted-constants.ts';

type Request = KernelRequest<'depthwise_conv_2d'>;

const operandsOf = (request: Request): WeightedOperands =>
  weightedOperands(request as KernelRequest, { x: 0, filter: 1, bias: 2 }, 3);

const taps = ({ filter }: WeightedOperands): number =>
  (filter.type.shape[1] as number) * (filter.type.shape[2] as number);

const depthwise = (form: PlaneKernel): Kernel<'depthwise_conv_2d'> => {
  const costOf = (request: Request, operands: WeightedOperands, layout: PlaneLayout): Cost =>
    form.cost(layout, outputRange(request, operands).signed);
  const cheapest = (request: Request, operands: WeightedOperands): readonly [PlaneLayout, Cost] | undefined =>
    planeLayouts(request, operands, form.demand)
      .filter((layout) => form.problem(layout) === undefined)
      .map((layout) => [layout, costOf(request, operands, layout)] as const)
      .sort(([, a], [, b]) => a.cycles - b.cycles)[0];
  return defineKernel({
    name: form.name,
    version: 1,
    op: 'depthwise_conv_2d',
    isa: 'dsp',
    sources: kernelSources(`${form.name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      const supported = supportsWeighted(operands, 's8', taps(operands));
      if (supported !== true) return supported;
      if (cheapest(request, operands) === undefined) {
        const [layout] = planeLayouts(request, operands, form.demand);
        return (layout && form.problem(layout)) ?? form.shapes;
      }
      return recordProblem(operands, outputRange(request, operands).signed) ?? true;
    },
    lower(request) {
      const operands = operandsOf(request);
      const { x, y } = operands.types;
      const [layout] = cheapest(request, operands) as readonly [PlaneLayout, Cost];
      const { min, max, signed, zeroPoint } = outputRange(request, operands);
      const records = planeRecords(operands, layout, zeroPoint, form.words);
      const { rows, columns } = layout;
      const image = (shape: readonly number[]): number => shape.slice(1).reduce((size, extent) => size * extent, 1);
      return {
        function: form.function(layout, signed),
        params: {
          type: 'tml_plane_params',
          fields: {
            batch: layout.batch,
            channels: layout.channels,
            multiplier: layout.multiplier,
            rows: rows.input,
            columns: columns.input,
            x_image: image(x.shape),
            x_row: rows.inputStep,
            x_column: columns.inputStep,
            y_rows: rows.output,
            y_columns: columns.output,
            y_image: image(y.shape),
            y_row: rows.outputStep,
            y_column: columns.outputStep,
            filter_rows: rows.filter,
            filter_pairs: form.pairs(columns.filter),
            stride_row: rows.stride,
            stride_column: columns.stride,
            dilation_row: rows.dilation,
            pad_row: rows.before,
            pad_column: columns.before,
            reach: layout.reach,
            strip: layout.strip,
            strip_height: layout.height,
            width: layout.width,
            record: records.length / operands.types.channels,
            sign_step: signed ? -1 : 0,
            zero_point: x.quant?.zeroPoint[0] ?? 0,
            // What lies below the zero point is cut off in any case where it is the least int8.
            min,
            max,
          },
        },
        arguments: [{ params: true }, { input: 0 }, { constant: 'records' }, { output: 0 }, { scratch: true }],
        constants: [{ name: 'records', ctype: 'int32_t', values: records }],
        scratch: planeBytes(layout),
        inPlace: planesInPlace(layout) ? [[0, 0]] : [],
      };
    },
    cost: (request) => (cheapest(request, operandsOf(request)) as readonly [PlaneLayout, Cost])[1],
  });
};

export const depthwiseConv2d3x3S8Dsp = depthwise(threeByThree);
export const depthwiseConv2dS8Dsp = depthwise(general);
export const depthwiseConv2dStride1S8Dsp = depthwise(unstrided);
