import { byteLength, defineKernel, type Kernel, type KernelRequest } from '@tinyml/core';
import { elementCost } from './element-cost.ts';
import { elementOverlaps, operandArgument, operatorProblem } from './operand.ts';
import { kernelSources } from './sources.ts';

type CopyOp = 'dropout' | 'expand_dims' | 'identity' | 'reshape' | 'squeeze';

/** Operators whose result has the operand's bytes: in place there is nothing to do, and no call need be emitted. */
const copyKernel = <Name extends CopyOp>(op: Name): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_copy.h'),
    supports: (request) => operatorProblem(request) ?? true,
    lower(request) {
      const plain = request as KernelRequest;
      const input = operandArgument(plain, 0, 'input');
      const output = request.outputs[0];
      return {
        function: 'tml_copy',
        params: { type: 'tml_copy_params', fields: { bytes: output === undefined ? 0 : byteLength(output) } },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
        overlaps: elementOverlaps(plain, [0]),
      };
    },
    cost: (request) => elementCost('tml_copy', request as KernelRequest),
  });

export const copyKernels: readonly Kernel[] = (
  ['dropout', 'expand_dims', 'identity', 'reshape', 'squeeze'] as const
).map((op) => copyKernel(op) as unknown as Kernel);
