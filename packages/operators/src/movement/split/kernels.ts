import { byteWidth, defineKernel, elementCount, resolveAxis, type Kernel } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { parting } from '../kernels/parting.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

/** Rows of bytes to each result. */
const split = defineKernel<'split'>({
  name: 'tml_split',
  version: 1,
  op: 'split',
  isa: 'generic',
  sources: kernelSources('tml_split.h'),
  measured: sharedSizes,
  supports: (request) =>
    operatorProblem(request) ?? (request.inputs[0]?.constant === undefined ? 'the axis must be a constant' : true),
  lower(request) {
    const { shape, dtype } = requiredOperand(request, 1).type;
    const axis = resolveAxis(Number(request.inputs[0]?.constant?.[0] ?? 0), shape.length);
    const input = operandArgument(request, 1, 'input');
    const part = request.outputs[0]?.shape ?? [];
    const bytes = elementCount(part.slice(axis)) * byteWidth(dtype);
    return parting(input, 1, request.outputs.length, { outer: elementCount(part.slice(0, axis)), bytes });
  },
  cost(request) {
    const { shape } = requiredOperand(request, 1).type;
    const axis = resolveAxis(Number(request.inputs[0]?.constant?.[0] ?? 0), shape.length);
    const rows = elementCount(shape.slice(0, axis));
    return moveCost(rates, 'tml_split', request, rows * request.outputs.length);
  },
});

export const kernels: readonly Kernel[] = [split];
