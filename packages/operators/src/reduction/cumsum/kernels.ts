import { defineKernel, elementCount, resolveAxis, type DType } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const forms: readonly (readonly [suffix: string, dtype: DType])[] = [
  ['f32', 'float32'],
  ['s32', 'int32'],
  ['s64', 'int64'],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtype]) => {
    const name = `tml_cumsum_${suffix}`;
    return defineKernel<'cumsum'>({
      name,
      version: 1,
      op: 'cumsum',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const { type } = requiredOperand(request, 0);
        if (type.dtype !== dtype) return `takes ${dtype}, not ${type.dtype}`;
        return (
          operatorProblem(request) ?? (request.inputs[1]?.constant === undefined ? 'the axis must be a constant' : true)
        );
      },
      lower(request) {
        const { shape } = requiredOperand(request, 0).type;
        const { exclusive, reverse } = request.node.attrs;
        const [along = 0] = Array.from((request.inputs[1]?.constant ?? []) as Int32Array, Number);
        const axis = resolveAxis(along, shape.length);
        const x = operandArgument(request, 0, 'x');
        return {
          function: name,
          params: {
            type: 'tml_cumsum_params',
            fields: {
              outer: elementCount(shape.slice(0, axis)),
              size: shape[axis] ?? 1,
              inner: elementCount(shape.slice(axis + 1)),
              exclusive: exclusive ? 1 : 0,
              reverse: reverse ? 1 : 0,
            },
          },
          arguments: [{ params: true }, x.argument, { output: 0 }],
          constants: x.constants,
          scratch: 0,
          ...(request.inputs[0]?.constant === undefined && { inPlace: [[0, 0]] as const }),
        };
      },
      cost: (request) => elementCost(noRates, 'tml_cumsum', request, suffix === 'f32' ? 1 : 0),
    });
  }),
);
