import {
  activationRange,
  perTensorQuant,
  quantizedActivationRange,
  quantizeMultiplier,
  type Activation,
  type Kernel,
  type TensorType,
} from '@tinyml/core';
import { lookupKernels } from './lookup-kernels.ts';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { sizes as sharedSizes } from '../../kernel/kernel-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** Kernels of an activation that limits its operand to a range. */
export const reluKernels = (op: Exclude<Activation, 'none'>): readonly Kernel[] => {
  const [low, high] = activationRange(op);
  return [
    unaryKernel({
      op,
      name: `tml_${op}_f32`,
      measured: sizes,
      function: 'tml_relu_f32',
      from: 'float32',
      to: 'float32',
      floats: 0.5,
      rates,
      params: () => ({ fields: { low, high } }),
    }),
    unaryKernel({
      op,
      name: `tml_${op}_s16`,
      function: 'tml_rescale_s16_s16',
      measured: sharedSizes,
      from: 'int16',
      to: 'int16',
      params(request) {
        const input = perTensorQuant(requiredOperand(request, 0).type);
        const output = perTensorQuant(request.outputs[0] as TensorType);
        const { multiplier, shift } = quantizeMultiplier(Math.fround(input.scale / output.scale));
        const [least, most] = quantizedActivationRange(op, output.scale, 0, 'int16');
        return {
          fields: { input_zero_point: 0, multiplier, shift, output_zero_point: 0, low: least, high: most },
        };
      },
    }),
    ...lookupKernels(op),
  ];
};
