import {
  integerRange,
  perTensorProblem,
  perTensorQuant,
  requantizationFactor,
  type Kernel,
  type KernelRequest,
  type TensorType,
} from '@tinyml/core';
import { lookupKernel } from '../../kernel/lookup.ts';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes as sharedSizes } from '../../kernel/kernel-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

const suffixes = { int8: 's8', uint8: 'u8', int16: 's16', int32: 's32' } as const;

type Integer = keyof typeof suffixes;

const resultOf = ({ outputs: [output], node }: KernelRequest): TensorType => {
  if (output === undefined) throw new Error(`${node.id} has no result`);
  return output;
};

const fromFloat = (to: 'int8' | 'uint8' | 'int16'): Kernel =>
  unaryKernel({
    op: 'quantize',
    function: `tml_quantize_${suffixes[to]}`,
    rates,
    from: 'float32',
    to,
    floats: 2,
    problem: (request) => perTensorProblem('the result', resultOf(request)),
    params(request) {
      const { scale, zeroPoint } = perTensorQuant(resultOf(request));
      const [low, high] = integerRange(to);
      return { fields: { scale, low: low - zeroPoint, high: high - zeroPoint, zero_point: zeroPoint } };
    },
  });

const rescale = (from: Integer, to: Integer): Kernel =>
  unaryKernel({
    op: 'quantize',
    function: `tml_rescale_${suffixes[from]}_${suffixes[to]}`,
    // Activations of 16 bits run it too.
    ...(from === 'int16' && to === 'int16' ? { measured: sharedSizes } : {}),
    from,
    to,
    params(request) {
      const { type } = requiredOperand(request, 0);
      const result = resultOf(request);
      const [low, high] = integerRange(to);
      const { multiplier, shift } = requantizationFactor(type, result);
      return {
        fields: {
          input_zero_point: perTensorQuant(type).zeroPoint,
          multiplier,
          shift,
          output_zero_point: perTensorQuant(result).zeroPoint,
          low,
          high,
        },
      };
    },
  });

export const kernels = withSizes(sizes, [
  fromFloat('int16'),
  fromFloat('int8'),
  fromFloat('uint8'),
  rescale('int16', 'int16'),
  rescale('int16', 'int32'),
  rescale('int16', 'int8'),
  rescale('int32', 'int16'),
  rescale('int32', 'int8'),
  rescale('int8', 'int16'),
  lookupKernel('quantize', 'tml_rescale_s8_s8'),
  lookupKernel('quantize', 'tml_rescale_s8_u8', 'int8', 'uint8'),
  rescale('uint8', 'int16'),
  lookupKernel('quantize', 'tml_rescale_u8_s8', 'uint8', 'int8'),
  lookupKernel('quantize', 'tml_rescale_u8_u8', 'uint8', 'uint8'),
]);
