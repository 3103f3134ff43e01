import { defineKernel, elementCount, type DType } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const forms: readonly (readonly [suffix: string, dtypes: readonly DType[]])[] = [
  ['f32', ['float32']],
  ['s8', ['int8']],
  ['u8', ['uint8', 'bool']],
  ['s16', ['int16']],
  ['s32', ['int32']],
  ['s64', ['int64']],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtypes]) => {
    const name = `tml_topk_v2_${suffix}`;
    return defineKernel<'topk_v2'>({
      name,
      version: 1,
      op: 'topk_v2',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const { dtype } = requiredOperand(request, 0).type;
        return dtypes.includes(dtype)
          ? (operatorProblem(request) ?? true)
          : `takes ${dtypes.join(' or ')}, not ${dtype}`;
      },
      lower(request) {
        const { shape } = requiredOperand(request, 0).type;
        const input = operandArgument(request, 0, 'input');
        return {
          function: name,
          params: {
            type: 'tml_topk_v2_params',
            fields: {
              rows: elementCount(shape.slice(0, -1)),
              size: shape.at(-1) ?? 1,
              k: request.outputs[0]?.shape.at(-1) ?? 0,
            },
          },
          arguments: [{ params: true }, input.argument, { output: 0 }, { output: 1 }],
          constants: input.constants,
          scratch: 0,
        };
      },
      cost(request) {
        const element = elementCount(requiredOperand(request, 0).type.shape);
        const result = elementCount(request.outputs[0]?.shape ?? []);
        return ratedCost(noRates, 'tml_topk_v2', request, { element, result }, suffix === 'f32' ? element : 0);
      },
    });
  }),
);
