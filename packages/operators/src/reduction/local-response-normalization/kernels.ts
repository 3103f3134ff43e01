import { defineKernel, elementCount } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const name = 'tml_local_response_normalization_f32';

export const kernels = withSizes(sizes, [
  defineKernel<'local_response_normalization'>({
    name,
    version: 1,
    op: 'local_response_normalization',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports: (request) => operatorProblem(request) ?? true,
    lower(request) {
      const { shape } = requiredOperand(request, 0).type;
      const { alpha, beta, bias, radius } = request.node.attrs;
      const input = operandArgument(request, 0, 'input');
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: { rows: elementCount(shape.slice(0, -1)), depth: shape.at(-1) ?? 1, radius, bias, alpha, beta },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const element = elementCount(requiredOperand(request, 0).type.shape);
      const neighbour = 2 * element * request.node.attrs.radius;
      return ratedCost(noRates, name, request, { element: 20 * element, neighbour }, 60 * element + 2 * neighbour);
    },
  }),
]);
