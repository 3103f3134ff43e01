import { elementCount, type DType, type Kernel } from '@tinyml/core';
import { requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { signalKernel } from '../signal-kernel.ts';
import { framesOf } from './overlap.ts';
import { sizes } from './kernel-sizes.ts';

const overlapAdd = (dtype: DType, suffix: string): Kernel<'signal_overlap_add'> =>
  signalKernel<'signal_overlap_add'>({
    op: 'signal_overlap_add',
    function: `tml_signal_overlap_add_${suffix}`,
    header: `tml_signal_overlap_add_${suffix}.h`,
    dtype,
    params(request) {
      const { frames, signals, size } = framesOf(requiredOperand(request, 0).type);
      return { fields: { signals, frames, size, step: request.node.attrs.frameStep } };
    },
    operands: 2,
    results: 2,
    inPlace: [[1, 1]],
    work: ({ inputs: [x] }) => ({ element: elementCount(x?.type.shape ?? []) }),
    floats: ({ inputs: [x] }) => (dtype === 'float32' ? elementCount(x?.type.shape ?? []) : 0),
  });

export const kernels = withSizes(sizes, [overlapAdd('int16', 's16'), overlapAdd('float32', 'f32')]);
