import {
  activationRange,
  perTensorQuant,
  quantizedActivationRange,
  type Activation,
  type CValue,
  type IntegerDType,
  type KernelRequest,
} from '@tinyml/core';
import { productFactor, sumFactors } from '@tinyml/core/internal';
import { requiredOperand } from '../../kernel/operand.ts';

/** Parameters of an element-wise kernel of two operands, by name. */
export type Fields = Readonly<Record<string, CValue>>;

const activationOf = ({ node }: KernelRequest): Activation =>
  (node.attrs as { readonly activation?: Activation }).activation ?? 'none';

export const floatLimits = (request: KernelRequest): Fields => {
  const [low, high] = activationRange(activationOf(request));
  return { low, high };
};

export const int32Limits = (request: KernelRequest): Fields => {
  const [low, high] = activationRange(activationOf(request));
  return { low: Math.max(low, -2147483648), high: Math.min(high, 2147483647) };
};

export const int64Limits = (request: KernelRequest): Fields => {
  const [low, high] = activationRange(activationOf(request));
  return {
    low: Number.isFinite(low) ? low : { c: 'INT64_MIN' },
    high: Number.isFinite(high) ? high : { c: 'INT64_MAX' },
  };
};

export const quants = (request: KernelRequest) =>
  [
    perTensorQuant(requiredOperand(request, 0).type),
    perTensorQuant(requiredOperand(request, 1).type),
    perTensorQuant(request.outputs[0] as NonNullable<(typeof request.outputs)[0]>),
  ] as const;

export const storedResult = (request: KernelRequest): Fields => {
  const { scale, zeroPoint } = quants(request)[2];
  const dtype = request.outputs[0]?.dtype as IntegerDType;
  const [low, high] = quantizedActivationRange(activationOf(request), scale, zeroPoint, dtype);
  return { output_zero_point: zeroPoint, low, high };
};

export const sumFields = (request: KernelRequest): Fields => {
  const [a, b, output] = quants(request);
  const factors = sumFactors(a, b, output);
  return {
    a_zero_point: a.zeroPoint,
    b_zero_point: b.zeroPoint,
    a_multiplier: factors.a.multiplier,
    a_shift: factors.a.shift,
    b_multiplier: factors.b.multiplier,
    b_shift: factors.b.shift,
    output_multiplier: factors.output.multiplier,
    output_shift: factors.output.shift,
    ...storedResult(request),
  };
};

export const productFields = (request: KernelRequest): Fields => {
  const [a, b, output] = quants(request);
  const { multiplier, shift } = productFactor(a, b, output);
  return {
    a_zero_point: a.zeroPoint,
    b_zero_point: b.zeroPoint,
    output_multiplier: multiplier,
    output_shift: shift,
    ...storedResult(request),
  };
};
