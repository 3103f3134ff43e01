import { byteWidth, defineKernel, elementCount, resolveAxis } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

/** Rows of bytes to each result, as many as its part has. */
const splitV = defineKernel<'split_v'>({
  name: 'tml_split_v',
  version: 1,
  op: 'split_v',
  isa: 'generic',
  sources: kernelSources('tml_split_v.h'),
  supports: (request) =>
    operatorProblem(request) ?? (request.inputs[2]?.constant === undefined ? 'the axis must be a constant' : true),
  lower(request) {
    const { shape, dtype } = requiredOperand(request, 0).type;
    const axis = resolveAxis(Number(request.inputs[2]?.constant?.[0] ?? 0), shape.length);
    const input = operandArgument(request, 0, 'input');
    const bytes = request.outputs.map((part) => elementCount(part.shape.slice(axis)) * byteWidth(dtype));
    return {
      function: 'tml_split_v',
      params: {
        type: 'tml_split_v_params',
        fields: { outer: elementCount(shape.slice(0, axis)), count: bytes.length, bytes: { c: '@bytes' } },
      },
      arguments: [{ params: true }, input.argument, { pointers: bytes.map((_, output) => ({ output })) }],
      constants: [{ name: 'bytes', ctype: 'int32_t', values: bytes }, ...input.constants],
      scratch: 0,
    };
  },
  cost(request) {
    const { shape } = requiredOperand(request, 0).type;
    const axis = resolveAxis(Number(request.inputs[2]?.constant?.[0] ?? 0), shape.length);
    return moveCost(rates, 'tml_split', request, elementCount(shape.slice(0, axis)) * request.outputs.length);
  },
});

export const kernels = withSizes(sizes, [splitV]);
