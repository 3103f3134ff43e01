import { perTensorQuant, quantizeMultiplier, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

/** Plain numbers of 16 bits, and stored ones. */
const plain16 = unaryKernel({
  op: 'abs',
  function: 'tml_abs_s16',
  from: 'int16',
  to: 'int16',
  problem: (request) =>
    requiredOperand(request, 0).type.quant === undefined ? undefined : 'takes numbers without a scale',
  params: () => ({ fields: {} }),
});

const stored16 = unaryKernel({
  op: 'abs',
  function: 'tml_abs_stored_s16',
  from: 'int16',
  to: 'int16',
  problem: (request) =>
    requiredOperand(request, 0).type.quant === undefined ? 'takes numbers with a scale' : undefined,
  params(request) {
    const input = perTensorQuant(requiredOperand(request, 0).type);
    const output = perTensorQuant(request.outputs[0] as TensorType);
    const { multiplier, shift } = quantizeMultiplier(Math.fround(input.scale / output.scale));
    return { fields: { multiplier, shift } };
  },
});

export const kernels = withSizes(sizes, [
  mapKernel('abs', 'float32', 0.5),
  mapKernel('abs', 'int32'),
  lookupKernel('abs', 'tml_abs_s8'),
  plain16,
  stored16,
]);
