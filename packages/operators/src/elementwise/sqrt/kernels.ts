import { perTensorQuant, type TensorType } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { lookupKernel } from '../../kernel/lookup.ts';
import { mapKernel } from '../kernels/map-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const stored16 = unaryKernel({
  op: 'sqrt',
  function: 'tml_sqrt_s16',
  from: 'int16',
  to: 'int16',
  floats: 12,
  params: (request) => ({
    fields: {
      scale: perTensorQuant(requiredOperand(request, 0).type).scale,
      output_scale: perTensorQuant(request.outputs[0] as TensorType).scale,
    },
  }),
});

export const kernels = withSizes(sizes, [
  mapKernel('sqrt', 'float32', 10),
  lookupKernel('sqrt', 'tml_sqrt_s8'),
  stored16,
]);
