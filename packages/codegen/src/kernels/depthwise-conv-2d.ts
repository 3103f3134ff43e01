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
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 3);

const taps = ({ filter }: WeightedOperands): number =>
  (filter.type.shape[1] as number) * (filter.type.shape[2] as number);

const convolution = (form: WeightedForm, cost: CostModel): Kernel<'depthwise_conv_2d'> => {
  const name = `tml_depthwise_conv_2d_${form}`;
  return defineKernel({
    name,
    version: 1,
    op: 'depthwise_conv_2d',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      return supportsWeighted(operands, form, taps(operands));
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
      const constants = weightedConstants(operands, form, false);
      return {
        function: name,
        params: {
          type: `tml_conv_${form === 'f32_f16w' ? 'f32' : form}_params`,
          fields: {
            geometry: convolutionGeometry(x, y, size, attrs.strides, attrs.dilations, before),
            ...weightedFields(operands.types, form, attrs.activation, true),
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
      return kernelCost(cost, request.core, outputs * taps(operands), outputs, form.startsWith('f32'));
    },
  });
};

export const depthwiseConv2dF32 = convolution('f32', { perMac: 4.5, perOutput: 21, fixed: 300 });
export const depthwiseConv2dF32F16w = convolution('f32_f16w', { perMac: 8, perOutput: 25, fixed: 300 });
export const depthwiseConv2dHybrid = convolution('hybrid', { perMac: 5.5, perOutput: 85, fixed: 600 });
export const depthwiseConv2dS8 = convolution('s8', { perMac: 5.5, perOutput: 58, fixed: 300 });
