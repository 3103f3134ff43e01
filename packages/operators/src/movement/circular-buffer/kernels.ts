import { byteLength, defineKernel, elementCount } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  defineKernel<'circular_buffer'>({
    name: 'tml_circular_buffer',
    version: 1,
    op: 'circular_buffer',
    isa: 'generic',
    sources: kernelSources('tml_circular_buffer.h'),
    supports: (request) => operatorProblem(request) ?? true,
    lower(request) {
      const [x, before] = [operandArgument(request, 0, 'x'), operandArgument(request, 1, 'before')];
      const frame = byteLength(requiredOperand(request, 0).type);
      return {
        function: 'tml_circular_buffer',
        params: {
          type: 'tml_circular_buffer_params',
          fields: { frame, kept: (request.node.attrs.slots - 1) * frame },
        },
        arguments: [{ params: true }, x.argument, before.argument, { output: 0 }],
        constants: [...x.constants, ...before.constants],
        scratch: 0,
        inPlace: [[1, 0]],
      };
    },
    cost: (request) =>
      ratedCost(noRates, 'tml_circular_buffer', request, { element: elementCount(request.outputs[0]?.shape ?? []) }),
  }),
]);
