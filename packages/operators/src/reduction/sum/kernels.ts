import { defineKernel, elementCount, quantizeMultiplier, resolveAxes, type KernelRequest } from '@tinyml/core';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { reduceKernel } from '../kernels/reduce.ts';
import { reductionCost, reductionDistance, reductionGroups } from '../kernels/reduction-groups.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

const groupsOf = (request: KernelRequest<'sum'>): ReturnType<typeof reductionGroups> => {
  const axes = request.inputs[1]?.constant;
  const { shape } = requiredOperand(request, 0).type;
  return axes && reductionGroups(shape, resolveAxes(Array.from(axes as Int32Array, Number), shape.length));
};

/** The mean's kernel, whose factor divides; here it only rescales. */
const sumS8 = defineKernel<'sum'>({
  name: 'tml_sum_s8',
  version: 1,
  op: 'sum',
  isa: 'generic',
  sources: kernelSources('tml_mean_s8.h'),
  measured: sharedSizes,
  supports(request) {
    const x = requiredOperand(request, 0).type;
    if (x.dtype !== 'int8') return `takes int8, not ${x.dtype}`;
    if (groupsOf(request) === undefined) return 'takes constant axes, in at most two separate groups';
    if (elementCount(x.shape) / elementCount(request.outputs[0]?.shape ?? []) > 2 ** 23)
      return 'the sum could exceed 32 bits';
    return operatorProblem(request) ?? true;
  },
  lower(request) {
    const from = requiredOperand(request, 0).type.quant;
    const to = request.outputs[0]?.quant;
    const groups = groupsOf(request) ?? [1, 1, 1, 1, 1];
    const [kept0, reduced0, kept1, reduced1, kept2] = groups;
    const { multiplier, shift } = quantizeMultiplier((from?.scale[0] ?? 1) / (to?.scale[0] ?? 1));
    return {
      function: 'tml_mean_s8',
      params: {
        type: 'tml_mean_s8_params',
        fields: {
          geometry: { fields: { kept0, reduced0, kept1, reduced1, kept2 } },
          input_zero_point: from?.zeroPoint[0] ?? 0,
          output_zero_point: to?.zeroPoint[0] ?? 0,
          multiplier,
          shift,
        },
      },
      arguments: [{ params: true }, { input: 0 }, { output: 0 }],
      constants: [],
      scratch: 0,
      overlaps: [{ input: 0, output: 0, distance: reductionDistance(groups, 1) }],
    };
  },
  cost: (request) => reductionCost(rates, 'tml_mean_s8', request, groupsOf(request) ?? [1, 1, 1, 1, 1], 0),
});

export const kernels = withSizes(sizes, [reduceKernel('sum', 'f32'), reduceKernel('sum', 's32'), sumS8]);
