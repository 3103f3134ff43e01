import { defineKernel } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const broadcastArgs = defineKernel<'broadcast_args'>({
  name: 'tml_broadcast_args',
  version: 1,
  op: 'broadcast_args',
  isa: 'generic',
  sources: kernelSources('tml_broadcast_args.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const [a, b] = [requiredOperand(request, 0).type, requiredOperand(request, 1).type];
    const first = operandArgument(request, 0, 'a');
    const second = operandArgument(request, 1, 'b');
    return {
      function: 'tml_broadcast_args',
      params: {
        type: 'tml_broadcast_args_params',
        fields: { a_rank: a.shape[0] ?? 0, b_rank: b.shape[0] ?? 0, wide: a.dtype === 'int64' ? 1 : 0 },
      },
      arguments: [{ params: true }, first.argument, second.argument, { output: 0 }],
      constants: [...first.constants, ...second.constants],
      scratch: 0,
    };
  },
  cost: (request) => elementCost(noRates, 'tml_broadcast_args', request),
});

export const kernels = withSizes(sizes, [broadcastArgs]);
