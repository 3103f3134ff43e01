import { perTensorQuant, type Kernel, type OpName } from '@tinyml/core';
import { sigmoidTable, tableScale } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';

/** 16 bits by the table of the sigmoid. `doubled`: a scale of 2^−11 too is a shift alone. */
export const sigmoidKernel = (op: OpName, doubled: boolean): Kernel =>
  unaryKernel({
    op,
    function: `tml_${op}_s16`,
    from: 'int16',
    to: 'int16',
    params(request) {
      const { scale } = perTensorQuant(requiredOperand(request, 0).type);
      return {
        fields: { sigmoid: { fields: { table: { c: '@table' }, ...tableScale(scale, doubled) } } },
        constants: [{ name: 'table', ctype: 'uint16_t', values: sigmoidTable }],
      };
    },
  });
