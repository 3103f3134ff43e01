import {
  byteWidth,
  defineKernel,
  elementCount,
  sliceView,
  transposeView,
  type Kernel,
  type KernelRequest,
  type StridedView,
} from '@tinyml/core';
import { moveCost } from './element-cost.ts';
import { ratedCost } from './kernel-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from './operand.ts';
import { kernelSources } from './sources.ts';
import { innerRun, viewProblem, viewStruct } from './strided-view.ts';

const numbers = (request: KernelRequest, index: number): readonly number[] | undefined => {
  const constant = request.inputs[index]?.constant;
  return constant && Array.from(constant as Int32Array, Number);
};

const views = {
  transpose: (request: KernelRequest<'transpose'>): StridedView | undefined => {
    const perm = numbers(request as KernelRequest, 1);
    return perm && transposeView(requiredOperand(request as KernelRequest, 0).type.shape, perm);
  },
  strided_slice: (request: KernelRequest<'strided_slice'>): StridedView | undefined => {
    const [begin, end, steps] = [1, 2, 3].map((index) => numbers(request as KernelRequest, index));
    const { shape } = requiredOperand(request as KernelRequest, 0).type;
    return begin && end && steps && sliceView(request.node.attrs, shape, begin, end, steps);
  },
};

type GatherOp = keyof typeof views;

/** Copies a part or a reordering of the operand, element by element or row by row. */
const gatherKernel = <Name extends GatherOp>(op: Name, bits: 8 | 16 | 32 | 64): Kernel<Name> => {
  const viewOf = views[op] as (request: KernelRequest<Name>) => StridedView | undefined;
  return defineKernel<Name>({
    name: `tml_${op}_${String(bits)}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`tml_gather_${String(bits)}.h`),
    supports(request) {
      const { dtype } = requiredOperand(request as KernelRequest, 0).type;
      if (byteWidth(dtype) * 8 !== bits) return `takes elements of ${String(bits)} bits, not ${dtype}`;
      const view = viewOf(request);
      return (
        operatorProblem(request) ?? (view === undefined ? 'positions must be constants' : (viewProblem(view) ?? true))
      );
    },
    lower(request) {
      const input = operandArgument(request as KernelRequest, 0, 'input');
      const view = viewOf(request);
      if (view === undefined) throw new Error(`${request.node.id} has positions that are not constant`);
      const struct = viewStruct(view) as { readonly fields: Record<string, never> };
      return {
        function: `tml_gather_${String(bits)}`,
        params: { type: 'tml_view', fields: struct.fields },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const view = viewOf(request);
      const { count = 1, stride = 1 } = view === undefined ? {} : innerRun(view);
      const element = elementCount(request.outputs[0]?.shape ?? []);
      return stride === 1
        ? moveCost('tml_gather', request as KernelRequest, element / count)
        : ratedCost('tml_gather', request, { run: element / count, element });
    },
  });
};

const sizes = [8, 16, 32, 64] as const;

export const gatherKernels: readonly Kernel[] = [
  ...sizes.map((bits) => gatherKernel('strided_slice', bits) as unknown as Kernel),
  ...sizes.map((bits) => gatherKernel('transpose', bits) as unknown as Kernel),
];
