import { perTensorQuant, quantizeMultiplier, type Kernel, type KernelRequest, type OpName } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import type { Fields } from '../kernels/binary-fields.ts';
import { binaryKernel } from '../kernels/binary-kernel.ts';

/** Each operand's zero point and scale. */
const scales = (request: KernelRequest): Fields => {
  const a = perTensorQuant(requiredOperand(request, 0).type);
  const b = perTensorQuant(requiredOperand(request, 1).type);
  const [first, second] = [quantizeMultiplier(a.scale), quantizeMultiplier(b.scale)];
  return {
    a_zero_point: a.zeroPoint,
    b_zero_point: b.zeroPoint,
    a_multiplier: first.multiplier,
    a_shift: first.shift,
    b_multiplier: second.multiplier,
    b_shift: second.shift,
  };
};

/** 16 bits are compared as they are. `scaled`: also where they have a scale. */
const plainKernel = (op: OpName, scaled: boolean): Kernel => {
  const kernel = binaryKernel(op, 'int16', undefined, { result: 'bool' });
  return {
    ...kernel,
    supports(request) {
      const hasScale = requiredOperand(request, 0).type.quant !== undefined;
      return hasScale && !scaled ? 'takes numbers without a scale' : kernel.supports(request);
    },
  };
};

const kernelsFor = (op: OpName, scaled: boolean): readonly Kernel[] => [
  ...(['float32', 'int32', 'int64'] as const).map((dtype) => binaryKernel(op, dtype, undefined, { result: 'bool' })),
  plainKernel(op, scaled),
  ...(['int8', 'uint8'] as const).map((dtype) => binaryKernel(op, dtype, scales, { result: 'bool' })),
];

/** Kernels of a comparison of order. */
export const comparisonKernels = (op: OpName): readonly Kernel[] => kernelsFor(op, true);

/** Kernels of a comparison for equality. */
export const equalityKernels = (op: OpName): readonly Kernel[] => [
  ...kernelsFor(op, false),
  binaryKernel(op, 'bool', undefined, { result: 'bool' }),
];
