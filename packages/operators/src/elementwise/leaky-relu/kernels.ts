import { perTensorQuant, quantizeMultiplier, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { negativeFactor, positiveFactor } from './factors.ts';
import { lookupKernels } from '../kernels/lookup-kernels.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

export const kernels = withSizes(sizes, [
  unaryKernel<'leaky_relu'>({
    op: 'leaky_relu',
    function: 'tml_leaky_relu_f32',
    from: 'float32',
    to: 'float32',
    floats: 0.5,
    rates,
    params: ({ node }) => ({ fields: { alpha: Math.fround(node.attrs.alpha) } }),
  }),
  ...lookupKernels('leaky_relu'),
  unaryKernel<'leaky_relu'>({
    op: 'leaky_relu',
    function: 'tml_leaky_relu_s16',
    from: 'int16',
    to: 'int16',
    params(request) {
      const input = perTensorQuant(requiredOperand(request, 0).type);
      const output = perTensorQuant(request.outputs[0] as TensorType);
      const { multiplier, shift } = quantizeMultiplier(positiveFactor(input, output));
      const negative = quantizeMultiplier(negativeFactor(request.node.attrs.alpha, input, output));
      return { fields: { multiplier, shift, alpha_multiplier: negative.multiplier, alpha_shift: negative.shift } };
    },
  }),
]);
