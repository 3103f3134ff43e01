import { byteLength, defineKernel, type Kernel, type OpName } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { elementOverlaps, operandArgument, operatorProblem } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** For operators whose result has the operand's bytes: in place there is nothing to do, and no call need be emitted. */
export const copyKernel = (op: OpName): Kernel =>
  defineKernel({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_copy.h'),
    measured: sizes,
    supports: (request) => operatorProblem(request) ?? true,
    lower(request) {
      const input = operandArgument(request, 0, 'input');
      const output = request.outputs[0];
      return {
        function: 'tml_copy',
        params: { type: 'tml_copy_params', fields: { bytes: output === undefined ? 0 : byteLength(output) } },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
        overlaps: elementOverlaps(request, [0]),
      };
    },
    cost: (request) => elementCost(rates, 'tml_copy', request),
  });
