import { byteWidth, defineKernel, elementCount, resolveAxis, type KernelRequest } from '@tinyml/core';
import { moveCost } from './element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from './operand.ts';
import { kernelSources } from './sources.ts';

/** Slices that constant indices name. */
export const take = defineKernel<'gather'>({
  name: 'tml_gather',
  version: 1,
  op: 'gather',
  isa: 'generic',
  sources: kernelSources('tml_take.h'),
  supports: (request) =>
    operatorProblem(request) ?? (request.inputs[1]?.constant === undefined ? 'the indices must be a constant' : true),
  lower(request) {
    const plain = request as KernelRequest;
    const { dtype, shape } = requiredOperand(plain, 0).type;
    const axis = resolveAxis(request.node.attrs.axis, shape.length);
    const input = operandArgument(plain, 0, 'input');
    const indices = Array.from((request.inputs[1]?.constant ?? []) as Int32Array, Number);
    return {
      function: 'tml_take',
      params: {
        type: 'tml_take_params',
        fields: {
          outer: elementCount(shape.slice(0, axis)),
          size: shape[axis] ?? 1,
          count: indices.length,
          bytes: elementCount(shape.slice(axis + 1)) * byteWidth(dtype),
        },
      },
      arguments: [{ params: true }, input.argument, { constant: 'indices' }, { output: 0 }],
      constants: [{ name: 'indices', ctype: 'int32_t', values: indices }, ...input.constants],
      scratch: 0,
    };
  },
  cost(request) {
    const { shape } = requiredOperand(request as KernelRequest, 0).type;
    const rows = elementCount(shape.slice(0, resolveAxis(request.node.attrs.axis, shape.length)));
    return moveCost('tml_take', request as KernelRequest, rows * (request.inputs[1]?.constant?.length ?? 1));
  },
});
