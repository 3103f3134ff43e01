import { defineKernel, elementCount, slidingWindow, type Kernel, type KernelRequest, type Pair } from '@tinyml/core';
import { convolutionGeometry, imageBytes } from './convolution-geometry.ts';
import { kernelCost, type CostModel } from './kernel-cost.ts';
import { kernelSources } from './sources.ts';
import {
  supportsWeighted,
  weightedConstants,
  weightedFields,
  weightedOperands,
  type WeightedForm,
  type WeightedOperands,
} from './weighted-constants.ts';

const operandsOf = (request: KernelRequest): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

const depth = ({ filter }: WeightedOperands): number => elementCount(filter.type.shape.slice(1));

const convolution = (form: WeightedForm, cost: CostModel): Kernel<'conv_2d'> => {
  const name = `tml_conv_2d_${form}`;
  return defineKernel({
    name,
    version: 1,
    op: 'conv_2d',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      return supportsWeighted(operands, form, depth(operands));
    },
    lower(request) {
      const { attrs } = request.node;
      const operands = operandsOf(request);
      const { x, y, filter } = operands.types;
      const size: Pair = [filter.shape[1] as number, filter.shape[2] as number];
      const { height, width } = slidingWindow(
        [x.shape[1] as number, x.shape[2] as number],
        size,
        attrs.strides,
        attrs.dilations,
        attrs.padding,
      );
      const before: Pair = [height.before, width.before];
      const asymmetric = (filter.quant?.scale.length ?? 1) > 1;
      const constants = weightedConstants(operands, form, false);
      return {
        function: name,
        params: {
          type: `tml_conv_${form === 'f32_f16w' ? 'f32' : form}_params`,
          fields: {
            geometry: convolutionGeometry(x, y, size, attrs.strides, attrs.dilations, before),
            ...weightedFields(operands.types, form, attrs.activation, asymmetric),
          },
        },
        arguments: [
          { params: true },
          { input: 0 },
          ...constants.map((constant) => ({ constant: constant.name })),
          { output: 0 },
          ...(form === 'hybrid' ? [{ scratch: true } as const] : []),
        ],
        constants,
        scratch: form === 'hybrid' ? imageBytes(x) : 0,
        ...(form === 'hybrid' ? { scratchOver: 0 } : {}),
        inPlace: [],
      };
    },
    cost(request) {
      const operands = operandsOf(request);
      const outputs = elementCount(operands.types.y.shape);
      return kernelCost(cost, request.core, outputs * depth(operands), outputs, form.startsWith('f32'));
    },
  });
};

export const conv2dF32 = convolution('f32', { perMac: 2.75, perOutput: 45, fixed: 300 });
export const conv2dF32F16w = convolution('f32_f16w', { perMac: 6, perOutput: 45, fixed: 300 });
export const conv2dHybrid = convolution('hybrid', { perMac: 4.2, perOutput: 55, fixed: 600 });
export const conv2dS8 = convolution('s8', { perMac: 3.05, perOutput: 65, fixed: 300 });
