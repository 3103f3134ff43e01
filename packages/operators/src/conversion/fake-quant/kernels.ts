import { fakeQuantGrid } from '@tinyml/core/internal';
import { unaryKernel } from '../../kernel/unary-kernel.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const fakeQuantF32 = unaryKernel({
  op: 'fake_quant',
  function: 'tml_fake_quant_f32',
  from: 'float32',
  to: 'float32',
  floats: 6,
  params({ node }) {
    const { min, max, numBits, narrowRange } = node.attrs;
    const { low, high, step } = fakeQuantGrid(min, max, numBits, narrowRange);
    return { fields: { low, high, step, twice_inverse_step: 2 * Math.fround(1 / step) } };
  },
});

export const kernels = withSizes(sizes, [fakeQuantF32]);
