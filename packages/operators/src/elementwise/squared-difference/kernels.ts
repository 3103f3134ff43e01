import { perTensorQuant, type KernelRequest, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { type Fields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { squareFactors } from './fixed-point.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const fields = (request: KernelRequest): Fields => {
  const [a, b] = [requiredOperand(request, 0).type, requiredOperand(request, 1).type];
  const output = request.outputs[0] as TensorType;
  const { first, second, result } = squareFactors(a, b, output);
  return {
    a_zero_point: perTensorQuant(a).zeroPoint,
    b_zero_point: perTensorQuant(b).zeroPoint,
    a_multiplier: first.multiplier,
    a_shift: first.shift,
    b_multiplier: second.multiplier,
    b_shift: second.shift,
    output_multiplier: result.multiplier,
    output_shift: result.shift,
    output_zero_point: perTensorQuant(output).zeroPoint,
  };
};

export const kernels = withSizes(sizes, [
  binaryKernel('squared_difference', 'float32'),
  binaryKernel('squared_difference', 'int32'),
  binaryKernel('squared_difference', 'int8', fields),
]);
