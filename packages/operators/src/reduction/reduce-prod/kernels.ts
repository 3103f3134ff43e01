import { byteWidth, defineKernel, perTensorQuant, type Kernel, type KernelRequest } from '@tinyml/core';
import { halfFactor } from '../../kernel/half-factor.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { axesOf, reduceKernel } from '../kernels/reduce.ts';
import { reductionCost, reductionDistance, reductionGroups } from '../kernels/reduction-groups.ts';

const groupsOf = (request: KernelRequest): ReturnType<typeof reductionGroups> => {
  const axes = axesOf(request);
  return axes && reductionGroups(requiredOperand(request, 0).type.shape, axes);
};

const storedProduct = (suffix: 's8' | 's16'): Kernel<'reduce_prod'> => {
  const name = `tml_reduce_prod_${suffix}`;
  const dtype = suffix === 's8' ? 'int8' : 'int16';
  return defineKernel<'reduce_prod'>({
    name,
    version: 1,
    op: 'reduce_prod',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const x = requiredOperand(request, 0).type;
      if (x.dtype !== dtype) return `takes ${dtype}, not ${x.dtype}`;
      if (groupsOf(request) === undefined) return 'takes constant axes, in at most two separate groups';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const x = requiredOperand(request, 0).type;
      const y = request.outputs[0] ?? x;
      const groups = groupsOf(request) ?? [1, 1, 1, 1, 1];
      const [kept0, reduced0, kept1, reduced1, kept2] = groups;
      const [from, to] = [perTensorQuant(x), perTensorQuant(y)];
      const step = halfFactor(from.scale / to.scale ** (1 / (reduced0 * reduced1)));
      return {
        function: name,
        params: {
          type: 'tml_reduce_prod_stored_params',
          fields: {
            geometry: { fields: { kept0, reduced0, kept1, reduced1, kept2 } },
            input_zero_point: from.zeroPoint,
            output_zero_point: to.zeroPoint,
            step_multiplier: step.multiplier,
            step_shift: step.shift,
          },
        },
        arguments: [{ params: true }, { input: 0 }, { output: 0 }],
        constants: [],
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: reductionDistance(groups, byteWidth(dtype)) }],
      };
    },
    cost: (request) => reductionCost(noRates, 'tml_reduce_prod', request, groupsOf(request) ?? [1, 1, 1, 1, 1], 0),
  });
};

export const kernels = withSizes(sizes, [
  ...(['f32', 's32', 's64'] as const).map((form) => reduceKernel('reduce_prod', form)),
  storedProduct('s8'),
  storedProduct('s16'),
]);
