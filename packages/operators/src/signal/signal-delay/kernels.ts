import { elementCount } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { signalsIn } from '../signal-types.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_delay'>({
    op: 'signal_delay',
    function: 'tml_signal_delay_s16',
    header: 'tml_signal_delay_s16.h',
    dtype: 'int16',
    params(request) {
      const { type } = requiredOperand(request, 0);
      return {
        fields: { signals: signalsIn(type), size: type.shape.at(-1) ?? 1, delay: request.node.attrs.delayLength },
      };
    },
    operands: 2,
    results: 2,
    inPlace: [[1, 1]],
    work: ({ outputs: [y] }) => ({ element: elementCount(y?.shape ?? []) }),
  }),
]);
