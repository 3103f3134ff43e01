import {
  storedQuant,
  type Kernel,
  type KernelRequest,
  type OpName,
  type StoredQuant,
  type TensorType,
} from '@tinyml/core';
import { interpolationTable } from '@tinyml/core/internal';
import { requiredOperand } from './operand.ts';
import { unaryKernel } from './unary-kernel.ts';
import { sizes } from './kernel-sizes.ts';

/** A kernel for 16-bit stored integers by straight lines between 513 points of a function of real numbers. */
export const interpolationKernel = <Name extends OpName>(
  op: Name,
  real: (request: KernelRequest<Name>, output: StoredQuant) => (x: number) => number,
): Kernel<Name> =>
  unaryKernel<Name>({
    op,
    name: `tml_${op}_s16`,
    function: 'tml_interpolate_s16',
    measured: sizes,
    from: 'int16',
    to: 'int16',
    params(request) {
      const output = storedQuant(request.outputs[0] as TensorType);
      const values = interpolationTable(storedQuant(requiredOperand(request, 0).type), output, real(request, output));
      return { fields: { table: { c: '@table' } }, constants: [{ name: 'table', ctype: 'int16_t', values }] };
    },
  });
