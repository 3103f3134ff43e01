import { quantizeMultiplier, type KernelRequest, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { quants, type Fields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { negativeFactor, positiveFactor } from './factors.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const fields = (request: KernelRequest): Fields => {
  const [x, alpha, result] = quants(request);
  const [a, b] = [requiredOperand(request, 0).type, requiredOperand(request, 1).type];
  const output = request.outputs[0] as TensorType;
  const positive = quantizeMultiplier(positiveFactor(a, output));
  const negative = quantizeMultiplier(negativeFactor(a, b, output));
  return {
    x_zero_point: x.zeroPoint,
    alpha_zero_point: alpha.zeroPoint,
    multiplier: positive.multiplier,
    shift: positive.shift,
    alpha_multiplier: negative.multiplier,
    alpha_shift: negative.shift,
    output_zero_point: result.zeroPoint,
  };
};

export const kernels = withSizes(sizes, [
  binaryKernel('prelu', 'float32'),
  binaryKernel('prelu', 'int8', fields),
  binaryKernel('prelu', 'uint8', fields),
]);
