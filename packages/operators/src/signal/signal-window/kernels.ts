import { elementCount } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { pointedTo, signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

export const kernels = withSizes(sizes, [
  signalKernel<'signal_window'>({
    op: 'signal_window',
    function: 'tml_signal_window_s16',
    header: 'tml_signal_window_s16.h',
    dtype: 'int16',
    params: (request) => {
      const size = request.inputs[1]?.type.shape[0] ?? 1;
      const frames = elementCount(request.outputs[0]?.shape ?? []) / size;
      return {
        fields: { frames, size, shift: request.node.attrs.shift, weights: { c: '@weights' } },
        constants: [pointedTo(request, 1, 'weights')],
      };
    },
    problem: ({ inputs }) => (inputs[1]?.constant === undefined ? 'its weights must be constants' : undefined),
    inPlace: [[0, 0]],
    work: ({ outputs: [y] }) => ({ element: elementCount(y?.shape ?? []) }),
  }),
]);
