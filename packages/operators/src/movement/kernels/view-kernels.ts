import {
  byteWidth,
  defineKernel,
  elementCount,
  type Kernel,
  type KernelRequest,
  type OpName,
  type StridedView,
} from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { innerRun, viewProblem, viewStruct } from './strided-view.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** Copies a part or a reordering of one operand, element by element or row by row. */
const viewKernel = <Name extends OpName>(
  op: Name,
  bits: 8 | 16 | 32 | 64,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
  operand: number,
): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}_${String(bits)}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`tml_gather_${String(bits)}.h`),
    measured: sizes,
    supports(request) {
      const { dtype } = requiredOperand(request, operand).type;
      if (byteWidth(dtype) * 8 !== bits) return `takes elements of ${String(bits)} bits, not ${dtype}`;
      const view = viewOf(request);
      return (
        operatorProblem(request) ?? (view === undefined ? 'positions must be constants' : (viewProblem(view) ?? true))
      );
    },
    lower(request) {
      const input = operandArgument(request, operand, 'input');
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
        ? moveCost(rates, 'tml_gather', request, element / count)
        : ratedCost(rates, 'tml_gather', request, { run: element / count, element });
    },
  });

/** The same for elements of each width. `viewOf`: undefined where positions are computed; `operand`: whose elements move. */
export const viewKernels = <Name extends OpName>(
  op: Name,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
  operand = 0,
): readonly Kernel<Name>[] => ([8, 16, 32, 64] as const).map((bits) => viewKernel(op, bits, viewOf, operand));
