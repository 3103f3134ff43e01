import { defineKernel, elementCount, transposedBefore, type Kernel, type KernelRequest, type Pair } from '@tinyml/core';
import { convolutionGeometry } from '../kernels/convolution-geometry.ts';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { windowDistance } from '../../kernel/overlap-distance.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { paramsForm } from '../../kernel/weighted/params-form.ts';
import { roundsTwice } from '../../kernel/weighted/int16-weights.ts';
import {
  supportsWeighted,
  weightedConstants,
  weightedFields,
  weightedOperands,
  type WeightedForm,
  type WeightedOperands,
} from '../../kernel/weighted/weighted-constants.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

const operandsOf = (request: KernelRequest): WeightedOperands =>
  weightedOperands(request, { x: 2, filter: 1, bias: 3 }, 0);

const convolution = (form: Exclude<WeightedForm, 'hybrid'>): Kernel<'transpose_conv'> => {
  const name = `tml_transpose_conv_${form}`;
  return defineKernel({
    name,
    version: 1,
    op: 'transpose_conv',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      return supportsWeighted(operands, form, elementCount(operands.filter.type.shape.slice(1)));
    },
    lower(request) {
      const { padding, strides, activation } = request.node.attrs;
      const operands = operandsOf(request);
      const { x, y, filter } = operands.types;
      const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
      const before: Pair = [
        transposedBefore(y.shape[1] as number, size[0], strides[0], padding),
        transposedBefore(y.shape[2] as number, size[1], strides[1], padding),
      ];
      const constants = weightedConstants(operands, form, false);
      const run = { x, y, filter: size, strides, dilations: [1, 1], before } as const;
      return {
        function: name,
        params: {
          type: `tml_conv_${paramsForm(form)}_params`,
          fields: {
            geometry: convolutionGeometry(x, y, size, strides, [1, 1], before),
            ...(paramsForm(form) === 's16' && { twice: roundsTwice(operands.types) ? 1 : 0 }),
            ...weightedFields(operands.types, form, activation, false),
          },
        },
        arguments: [
          { params: true },
          { input: 2 },
          ...constants.map((constant) => ({ constant: constant.name })),
          { output: 0 },
        ],
        constants,
        scratch: 0,
        overlaps: [{ input: 2, output: 0, distance: windowDistance({ ...run, channels: 1, transposed: true }) }],
      };
    },
    cost(request) {
      const { x, filter, y } = operandsOf(request).types;
      const macs = (elementCount(x.shape) / (x.shape[3] as number)) * elementCount(filter.shape);
      const result = elementCount(y.shape);
      return ratedCost(
        rates,
        form.startsWith('s16') ? 'tml_transpose_conv_s8' : name,
        request,
        { result, product: macs },
        form.startsWith('f32') ? 2 * macs : 0,
      );
    },
  });
};

export const kernels = withSizes(sizes, (['f32', 'f32_f16w', 's16', 's16_wide', 's8'] as const).map(convolution));
