import { defineKernel, elementCount } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { diagonalFields } from '../kernels/diagonal-fields.ts';

const matrixSetDiag = defineKernel<'matrix_set_diag'>({
  name: 'tml_matrix_set_diag',
  version: 1,
  op: 'matrix_set_diag',
  isa: 'generic',
  sources: kernelSources('tml_matrix_set_diag.h'),
  supports: (request) => operatorProblem(request) ?? true,
  lower(request) {
    const input = operandArgument(request, 0, 'input');
    const diagonal = operandArgument(request, 1, 'diagonal');
    return {
      function: 'tml_matrix_set_diag',
      params: { type: 'tml_diagonal_params', fields: diagonalFields(requiredOperand(request, 0).type) },
      arguments: [{ params: true }, input.argument, diagonal.argument, { output: 0 }],
      constants: [...input.constants, ...diagonal.constants],
      scratch: 0,
      ...(request.inputs[0]?.constant === undefined && { inPlace: [[0, 0]] as const }),
    };
  },
  cost: (request) =>
    moveCost(noRates, 'tml_matrix_set_diag', request, elementCount(requiredOperand(request, 1).type.shape)),
});

export const kernels = withSizes(sizes, [matrixSetDiag]);
