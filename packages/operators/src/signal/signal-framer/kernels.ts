import { elementCount } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { signalsIn } from '../signal-types.ts';
import { framing } from './framing.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_framer'>({
    op: 'signal_framer',
    function: 'tml_signal_framer_s16',
    header: 'tml_signal_framer_s16.h',
    dtype: 'int16',
    params(request) {
      const { attrs } = request.node;
      const { type } = requiredOperand(request, 0);
      const { length, warmUp } = framing(attrs);
      return {
        fields: {
          signals: signalsIn(type),
          frames: (type.shape.at(-1) ?? 0) / attrs.frameStep,
          size: attrs.frameSize,
          step: attrs.frameStep,
          length,
          warm_up: warmUp,
        },
      };
    },
    operands: 3,
    results: 4,
    inPlace: [
      [1, 2],
      [2, 3],
    ],
    work: ({ outputs: [y] }) => ({ element: elementCount(y?.shape ?? []) }),
  }),
]);
