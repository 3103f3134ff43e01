import { byteLength, byteWidth, defineKernel, elementCount } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

/** TML_UPDATE_DIMENSIONS of the header. */
const most = 6;

const dynamicUpdateSlice = defineKernel<'dynamic_update_slice'>({
  name: 'tml_dynamic_update_slice',
  version: 1,
  op: 'dynamic_update_slice',
  isa: 'generic',
  sources: kernelSources('tml_dynamic_update_slice.h'),
  supports(request) {
    const rank = requiredOperand(request, 0).type.shape.length;
    if (rank < 1 || rank > most) return `takes 1 to ${String(most)} dimensions, not ${String(rank)}`;
    return operatorProblem(request) ?? true;
  },
  lower(request) {
    const { type } = requiredOperand(request, 0);
    const part = requiredOperand(request, 1).type.shape;
    const x = operandArgument(request, 0, 'x');
    const update = operandArgument(request, 1, 'update');
    const start = operandArgument(request, 2, 'start');
    const filled = (shape: readonly number[]): readonly number[] =>
      Array.from({ length: most }, (_, axis) => shape[axis] ?? 1);
    return {
      function: 'tml_dynamic_update_slice',
      params: {
        type: 'tml_dynamic_update_slice_params',
        fields: {
          rank: type.shape.length,
          size: filled(type.shape),
          part: filled(part),
          rows: elementCount(part.slice(0, -1)),
          bytes: byteWidth(type.dtype),
          whole_bytes: byteLength(type),
          wide: requiredOperand(request, 2).type.dtype === 'int64' ? 1 : 0,
        },
      },
      arguments: [{ params: true }, x.argument, update.argument, start.argument, { output: 0 }],
      constants: [...x.constants, ...update.constants, ...start.constants],
      scratch: 0,
      ...(request.inputs[0]?.constant === undefined && { inPlace: [[0, 0]] as const }),
    };
  },
  cost(request) {
    const part = requiredOperand(request, 1).type.shape;
    return moveCost(noRates, 'tml_dynamic_update_slice', request, 1 + elementCount(part.slice(0, -1)));
  },
});

export const kernels = withSizes(sizes, [dynamicUpdateSlice]);
