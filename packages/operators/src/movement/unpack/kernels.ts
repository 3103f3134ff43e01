import { byteWidth, defineKernel, elementCount, resolveAxis, type Kernel } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { parting } from '../kernels/parting.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

/** `split` into parts of 1 along the axis, which then goes: the same bytes. */
const unpack = defineKernel<'unpack'>({
  name: 'tml_unpack',
  version: 1,
  op: 'unpack',
  isa: 'generic',
  sources: kernelSources('tml_split.h'),
  measured: sharedSizes,
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const { shape, dtype } = requiredOperand(request, 0).type;
    const axis = resolveAxis(request.node.attrs.axis, shape.length);
    const input = operandArgument(request, 0, 'input');
    const bytes = elementCount(shape.slice(axis + 1)) * byteWidth(dtype);
    return parting(input, 0, request.outputs.length, { outer: elementCount(shape.slice(0, axis)), bytes });
  },
  cost(request) {
    const { shape } = requiredOperand(request, 0).type;
    const rows = elementCount(shape.slice(0, resolveAxis(request.node.attrs.axis, shape.length)));
    return moveCost(rates, 'tml_split', request, rows * request.outputs.length);
  },
});

export const kernels: readonly Kernel[] = [unpack];
