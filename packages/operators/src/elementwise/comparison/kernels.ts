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

/** The kernel, of operands that have a scale, or that have none. */
const only = (scaled: boolean, kernel: Kernel): Kernel => ({
  ...kernel,
  supports(request) {
    const hasScale = requiredOperand(request, 0).type.quant !== undefined;
    if (hasScale === scaled) return kernel.supports(request);
    return scaled ? 'takes numbers with a scale' : 'takes numbers without a scale';
  },
});

const plain = (op: OpName): Kernel => binaryKernel(op, 'int16', undefined, { result: 'bool' });

const kernelsFor = (op: OpName): readonly Kernel[] => [
  ...(['float32', 'int32', 'int64'] as const).map((dtype) => binaryKernel(op, dtype, undefined, { result: 'bool' })),
  ...(['int8', 'uint8'] as const).map((dtype) => binaryKernel(op, dtype, scales, { result: 'bool' })),
];

/** Kernels of a comparison of order: 16 bits are compared as they are. */
export const comparisonKernels = (op: OpName): readonly Kernel[] => [...kernelsFor(op), plain(op)];

/** Kernels of a comparison for equality: 16 bits are compared by their scale, where they have one. */
export const equalityKernels = (op: OpName): readonly Kernel[] => [
  ...kernelsFor(op),
  only(false, plain(op)),
  only(true, binaryKernel(op, 'int16', scales, { result: 'bool', name: `tml_${op}_stored_s16` })),
  binaryKernel(op, 'bool', undefined, { result: 'bool' }),
];
