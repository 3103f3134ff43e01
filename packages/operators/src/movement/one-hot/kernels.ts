import { byteWidth, defineKernel, elementCount, resolveAxis } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const oneHot = defineKernel<'one_hot'>({
  name: 'tml_one_hot',
  version: 1,
  op: 'one_hot',
  isa: 'generic',
  sources: kernelSources('tml_one_hot.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const indices = operandArgument(request, 0, 'indices');
    const on = operandArgument(request, 2, 'on');
    const off = operandArgument(request, 3, 'off');
    const shape = request.outputs[0]?.shape ?? [];
    const axis = resolveAxis(request.node.attrs.axis, shape.length);
    return {
      function: 'tml_one_hot',
      params: {
        type: 'tml_one_hot_params',
        fields: {
          outer: elementCount(shape.slice(0, axis)),
          depth: shape[axis] ?? 1,
          inner: elementCount(shape.slice(axis + 1)),
          bytes: byteWidth(requiredOperand(request, 2).type.dtype),
          wide: requiredOperand(request, 0).type.dtype === 'int64' ? 1 : 0,
        },
      },
      arguments: [{ params: true }, indices.argument, on.argument, off.argument, { output: 0 }],
      constants: [...indices.constants, ...on.constants, ...off.constants],
      scratch: 0,
    };
  },
  cost: (request) => moveCost(noRates, 'tml_one_hot', request, elementCount(request.outputs[0]?.shape ?? [])),
});

export const kernels = withSizes(sizes, [oneHot]);
