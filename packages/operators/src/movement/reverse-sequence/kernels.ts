import { byteWidth, defineKernel, elementCount, resolveAxis, type CValue, type KernelRequest } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const fieldsOf = (request: KernelRequest<'reverse_sequence'>): Readonly<Record<string, CValue>> => {
  const { dtype, shape } = requiredOperand(request, 0).type;
  const { seqDim, batchDim } = request.node.attrs;
  const steps = resolveAxis(seqDim, shape.length);
  const batch = resolveAxis(batchDim, shape.length);
  const [first, second] = [Math.min(steps, batch), Math.max(steps, batch)];
  return {
    outer: elementCount(shape.slice(0, first)),
    first: shape[first] ?? 1,
    middle: elementCount(shape.slice(first + 1, second)),
    second: shape[second] ?? 1,
    bytes: elementCount(shape.slice(second + 1)) * byteWidth(dtype),
    steps_first: steps < batch ? 1 : 0,
    wide: requiredOperand(request, 1).type.dtype === 'int64' ? 1 : 0,
  };
};

const reverseSequence = defineKernel<'reverse_sequence'>({
  name: 'tml_reverse_sequence',
  version: 1,
  op: 'reverse_sequence',
  isa: 'generic',
  sources: kernelSources('tml_reverse_sequence.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const x = operandArgument(request, 0, 'x');
    const lengths = operandArgument(request, 1, 'lengths');
    return {
      function: 'tml_reverse_sequence',
      params: { type: 'tml_reverse_sequence_params', fields: fieldsOf(request) },
      arguments: [{ params: true }, x.argument, lengths.argument, { output: 0 }],
      constants: [...x.constants, ...lengths.constants],
      scratch: 0,
    };
  },
  cost(request) {
    const { shape } = requiredOperand(request, 0).type;
    const { seqDim, batchDim } = request.node.attrs;
    const last = Math.max(resolveAxis(seqDim, shape.length), resolveAxis(batchDim, shape.length));
    return moveCost(noRates, 'tml_reverse_sequence', request, elementCount(shape.slice(0, last + 1)));
  },
});

export const kernels = withSizes(sizes, [reverseSequence]);
