import {
  byteWidth,
  defineKernel,
  elementCount,
  quantizeMultiplier,
  resolveAxes,
  type Kernel,
  type KernelRequest,
} from '@tinyml/core';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { reduceKernel } from '../kernels/reduce.ts';
import { reductionCost, reductionDistance, reductionGroups } from '../kernels/reduction-groups.ts';

const groupsOf = (request: KernelRequest<'sum'>): ReturnType<typeof reductionGroups> => {
  const axes = request.inputs[1]?.constant;
  const { shape } = requiredOperand(request, 0).type;
  return axes && reductionGroups(shape, resolveAxes(Array.from(axes as Int32Array, Number), shape.length));
};

/** Elements whose sum fits 32 bits, whatever the zero point is. */
const greatestCounts = { int8: 2 ** 23, uint8: 2 ** 23, int16: 2 ** 15 } as const;

/** Sums of stored numbers. That of int8 is the mean's C function, whose factor divides; here it only rescales. */
const storedSum = (suffix: string, dtype: keyof typeof greatestCounts, cFunction: string): Kernel<'sum'> =>
  defineKernel<'sum'>({
    name: `tml_sum_${suffix}`,
    version: 1,
    op: 'sum',
    isa: 'generic',
    sources: kernelSources(`${cFunction}.h`),
    supports(request) {
      const x = requiredOperand(request, 0).type;
      if (x.dtype !== dtype) return `takes ${dtype}, not ${x.dtype}`;
      if (groupsOf(request) === undefined) return 'takes constant axes, in at most two separate groups';
      if (elementCount(x.shape) / elementCount(request.outputs[0]?.shape ?? []) > greatestCounts[dtype])
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
        function: cFunction,
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
        overlaps: [{ input: 0, output: 0, distance: reductionDistance(groups, byteWidth(dtype)) }],
      };
    },
    cost: (request) => reductionCost(rates, 'tml_mean_s8', request, groupsOf(request) ?? [1, 1, 1, 1, 1], 0),
  });

export const kernels = withSizes(sizes, [
  reduceKernel('sum', 'f32'),
  reduceKernel('sum', 's32'),
  reduceKernel('sum', 's64'),
  { ...storedSum('s8', 'int8', 'tml_mean_s8'), measured: sharedSizes },
  storedSum('u8', 'uint8', 'tml_sum_u8'),
  storedSum('s16', 'int16', 'tml_sum_s16'),
]);
