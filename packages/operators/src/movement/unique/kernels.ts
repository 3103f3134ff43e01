import { defineKernel, elementCount, type DType } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const forms: readonly (readonly [suffix: string, dtypes: readonly DType[]])[] = [
  ['f32', ['float32']],
  ['s8', ['int8']],
  ['u8', ['uint8']],
  ['s16', ['int16']],
  ['s32', ['int32']],
  ['s64', ['int64']],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtypes]) => {
    const name = `tml_unique_${suffix}`;
    return defineKernel<'unique'>({
      name,
      version: 1,
      op: 'unique',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const { dtype } = requiredOperand(request, 0).type;
        return dtypes.includes(dtype)
          ? (operatorProblem(request) ?? true)
          : `takes ${dtypes.join(' or ')}, not ${dtype}`;
      },
      lower(request) {
        const count = elementCount(requiredOperand(request, 0).type.shape);
        const input = operandArgument(request, 0, 'input');
        return {
          function: name,
          params: {
            type: 'tml_unique_params',
            fields: { count, wide: Number(request.node.attrs.idxOutType === 'int64') },
          },
          arguments: [{ params: true }, input.argument, { output: 0 }, { output: 1 }, { output: 2 }],
          constants: input.constants,
          scratch: 0,
        };
      },
      cost(request) {
        const element = elementCount(requiredOperand(request, 0).type.shape);
        const floats = suffix === 'f32' ? element ** 2 / 2 : 0;
        return ratedCost(noRates, name, request, { element, comparison: element ** 2 / 2 }, floats);
      },
    });
  }),
);
