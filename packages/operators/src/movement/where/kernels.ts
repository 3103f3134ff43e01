import { defineKernel, elementCount, type DType } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

/** Dimensions of the operand. */
const most = 8;

const forms: readonly (readonly [suffix: string, dtypes: readonly DType[]])[] = [
  ['f32', ['float32']],
  ['s8', ['int8']],
  ['u8', ['bool', 'uint8']],
  ['s32', ['int32']],
  ['u32', ['uint32']],
  ['s64', ['int64']],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtypes]) => {
    const name = `tml_where_${suffix}`;
    return defineKernel<'where'>({
      name,
      version: 1,
      op: 'where',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const { dtype, shape } = requiredOperand(request, 0).type;
        if (!dtypes.includes(dtype)) return `takes ${dtypes.join(' or ')}, not ${dtype}`;
        return operatorProblem(request) ?? (shape.length > most ? `takes at most ${String(most)} dimensions` : true);
      },
      lower(request) {
        const { shape } = requiredOperand(request, 0).type;
        const input = operandArgument(request, 0, 'input');
        const size = Array.from({ length: most }, (_, axis) => shape[axis] ?? 1);
        return {
          function: name,
          params: { type: 'tml_where_params', fields: { count: elementCount(shape), rank: shape.length, size } },
          arguments: [{ params: true }, input.argument, { output: 0 }, { output: 1 }],
          constants: input.constants,
          scratch: 0,
        };
      },
      cost(request) {
        const element = elementCount(requiredOperand(request, 0).type.shape);
        return ratedCost(noRates, name, request, { element, index: elementCount(request.outputs[0]?.shape ?? []) });
      },
    });
  }),
);
