import {
  byteWidth,
  defineKernel,
  elementCount,
  type Kernel,
  type KernelRequest,
  type OpName,
  type StridedView,
} from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { rates } from './kernel-rates.ts';
import { sizes } from './kernel-sizes.ts';
import { matricesOf } from './strided-view.ts';

/** Exchanges rows and columns of matrices whose rows are longer than their columns. */
const matrixKernel = <Name extends OpName>(
  op: Name,
  bits: 8 | 16 | 32 | 64,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
): Kernel<Name> => {
  const name = `tml_transpose_matrix_${String(bits)}`;
  const sizesOf = (request: KernelRequest<Name>) => {
    const view = viewOf(request);
    return view && matricesOf(view);
  };
  return defineKernel<Name>({
    name,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports(request) {
      const { dtype } = requiredOperand(request, 0).type;
      if (byteWidth(dtype) * 8 !== bits) return `takes elements of ${String(bits)} bits, not ${dtype}`;
      const problem = operatorProblem(request);
      if (problem !== undefined) return problem;
      const found = sizesOf(request);
      if (found === undefined) return 'exchanges rows and columns of matrices, which this order does not';
      return found.columns > found.rows || 'takes matrices that are wider than high';
    },
    lower(request) {
      const input = operandArgument(request, 0, 'input');
      return {
        function: name,
        params: { type: 'tml_transpose_matrix_params', fields: { ...sizesOf(request) } },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const element = elementCount(request.outputs[0]?.shape ?? []);
      const { blocks = 1, rows = 1 } = sizesOf(request) ?? {};
      return ratedCost(rates, 'tml_transpose_matrix', request, { row: blocks * rows, element });
    },
  });
};

/** The same for elements of each width. `viewOf`: undefined where the order is computed. */
export const matrixKernels = <Name extends OpName>(
  op: Name,
  viewOf: (request: KernelRequest<Name>) => StridedView | undefined,
): readonly Kernel<Name>[] => ([8, 16, 32, 64] as const).map((bits) => matrixKernel(op, bits, viewOf));
