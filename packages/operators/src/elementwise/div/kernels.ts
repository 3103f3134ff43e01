import { quantizeMultiplier, type KernelRequest, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { floatLimits, int32Limits, quants, storedResult, type Fields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';
import { quotientFactor } from './factor.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const fields = (request: KernelRequest): Fields => {
  const [a, b] = quants(request);
  const [x, y] = [requiredOperand(request, 0).type, requiredOperand(request, 1).type];
  const { multiplier, shift } = quantizeMultiplier(quotientFactor(x, y, request.outputs[0] as TensorType));
  return { a_zero_point: a.zeroPoint, b_zero_point: b.zeroPoint, multiplier, shift, ...storedResult(request) };
};

export const kernels = withSizes(sizes, [
  binaryKernel('div', 'float32', floatLimits),
  binaryKernel('div', 'int32', int32Limits),
  binaryKernel('div', 'int16', fields),
  binaryKernel('div', 'int8', fields),
  binaryKernel('div', 'uint8', fields),
]);
