import { perTensorProblem, perTensorQuant, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

const suffixes = { int8: 's8', uint8: 'u8', int16: 's16', int32: 's32' } as const;

const toFloat = (from: keyof typeof suffixes): Kernel =>
  unaryKernel({
    op: 'dequantize',
    function: `tml_dequantize_${suffixes[from]}`,
    rates,
    from,
    to: 'float32',
    floats: 1.5,
    problem: (request) => perTensorProblem('the operand', requiredOperand(request, 0).type),
    params(request) {
      const { scale, zeroPoint } = perTensorQuant(requiredOperand(request, 0).type);
      return { fields: { zero_point: zeroPoint, scale } };
    },
  });

export const kernels = withSizes(sizes, [
  unaryKernel({
    op: 'dequantize',
    function: 'tml_dequantize_f16',
    from: 'float16',
    to: 'float32',
    params: () => ({ fields: {} }),
  }),
  toFloat('int16'),
  toFloat('int32'),
  toFloat('int8'),
  toFloat('uint8'),
]);
