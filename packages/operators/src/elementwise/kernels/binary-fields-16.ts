import {
  perTensorQuant,
  quantizedActivationRange,
  type Activation,
  type BinaryTypes,
  type KernelRequest,
  type PerTensorQuant,
} from '@tinyml/core';
import { productFactor, sumFactors, sumLeftShift16, sumShifts } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';
import type { Fields } from './binary-fields.ts';

interface SumOrProduct {
  readonly activation: Activation;
  readonly potScaleInt16?: boolean;
}

const attributesOf = ({ node }: KernelRequest): SumOrProduct => node.attrs as SumOrProduct;

const typesOf = (request: KernelRequest): BinaryTypes => ({
  a: requiredOperand(request, 0).type,
  b: requiredOperand(request, 1).type,
  output: request.outputs[0] as BinaryTypes['output'],
});

const limits = (request: KernelRequest, { scale }: PerTensorQuant): Fields => {
  const [low, high] = quantizedActivationRange(attributesOf(request).activation, scale, 0, 'int16');
  return { low, high };
};

/** A factor of 1, once the value has been doubled. */
const half = 2 ** 30;

/** Fields of sums and differences of 16-bit operands. Those that are shifted alone are rescaled by powers of two. */
export const sumFields16 = (request: KernelRequest): Fields => {
  const types = typesOf(request);
  const [a, b, output] = [types.a, types.b, types.output].map(perTensorQuant) as [
    PerTensorQuant,
    PerTensorQuant,
    PerTensorQuant,
  ];
  const shifts = sumShifts(attributesOf(request), types);
  const factors =
    shifts === undefined
      ? sumFactors(a, b, output, sumLeftShift16)
      : {
          a: { multiplier: half, shift: 0 - shifts[0] },
          b: { multiplier: half, shift: 0 - shifts[1] },
          output: { multiplier: half, shift: 1 },
        };
  return {
    scale_up: shifts === undefined ? 2 ** sumLeftShift16 : 2,
    a_multiplier: factors.a.multiplier,
    a_shift: factors.a.shift,
    b_multiplier: factors.b.multiplier,
    b_shift: factors.b.shift,
    output_multiplier: factors.output.multiplier,
    output_shift: factors.output.shift,
    ...limits(request, output),
  };
};

/** Fields of products of 16-bit operands. */
export const productFields16 = (request: KernelRequest): Fields => {
  const { a, b, output } = typesOf(request);
  const result = perTensorQuant(output);
  const { multiplier, shift } = productFactor(perTensorQuant(a), perTensorQuant(b), result);
  return { output_multiplier: multiplier, output_shift: shift, ...limits(request, result) };
};
