import { defineKernel, elementCount, type DType } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const forms: readonly (readonly [suffix: string, dtype: DType])[] = [
  ['f32', 'float32'],
  ['s32', 'int32'],
  ['s64', 'int64'],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtype]) => {
    const name = `tml_bucketize_${suffix}`;
    return defineKernel<'bucketize'>({
      name,
      version: 1,
      op: 'bucketize',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const found = requiredOperand(request, 0).type.dtype;
        return found === dtype ? (operatorProblem(request) ?? true) : `takes ${dtype}, not ${found}`;
      },
      lower(request) {
        const { boundaries } = request.node.attrs;
        const input = operandArgument(request, 0, 'input');
        return {
          function: name,
          params: {
            type: 'tml_bucketize_params',
            fields: { count: elementCount(requiredOperand(request, 0).type.shape), boundaries: boundaries.length },
          },
          arguments: [{ params: true }, input.argument, { constant: 'boundaries' }, { output: 0 }],
          // An array in C has an element at least.
          constants: [
            { name: 'boundaries', ctype: 'float', values: boundaries.length === 0 ? [0] : boundaries },
            ...input.constants,
          ],
          scratch: 0,
        };
      },
      cost(request) {
        const element = elementCount(requiredOperand(request, 0).type.shape);
        const step = element * Math.ceil(Math.log2(request.node.attrs.boundaries.length + 1));
        return ratedCost(noRates, name, request, { element, step }, step);
      },
    });
  }),
);
