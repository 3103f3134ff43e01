import { defineKernel, elementCount } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { diagonalFields } from '../kernels/diagonal-fields.ts';

const matrixDiag = defineKernel<'matrix_diag'>({
  name: 'tml_matrix_diag',
  version: 1,
  op: 'matrix_diag',
  isa: 'generic',
  sources: kernelSources('tml_matrix_diag.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const input = operandArgument(request, 0, 'input');
    const { type } = requiredOperand(request, 0);
    return {
      function: 'tml_matrix_diag',
      params: { type: 'tml_diagonal_params', fields: diagonalFields(request.outputs[0] ?? type) },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: input.constants,
      scratch: 0,
    };
  },
  cost: (request) =>
    moveCost(noRates, 'tml_matrix_diag', request, elementCount(requiredOperand(request, 0).type.shape)),
});

export const kernels = withSizes(sizes, [matrixDiag]);
