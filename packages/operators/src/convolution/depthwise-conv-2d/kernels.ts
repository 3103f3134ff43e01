import { encoded } from '../../kernel/weighted/encoded-weights.ts';
import {
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
} from './kernels/depthwise-conv-2d-dsp.ts';
import { depthwiseConv2dF16wFpu, depthwiseConv2dF32Fpu } from './kernels/depthwise-conv-2d-fpu.ts';
import { depthwiseConv2dMaxPool2dS8Dsp } from './kernels/depthwise-conv-2d-max-pool-2d-dsp.ts';
import { depthwiseConv2dS8Mve } from './kernels/depthwise-conv-2d-mve.ts';
import { depthwiseConv2dS16Dsp } from './kernels/depthwise-conv-2d-s16-dsp.ts';
import { depthwiseConv2dSlidingS8 } from './kernels/depthwise-conv-2d-sliding.ts';
import { depthwiseConv2dWindowS8Dsp } from './kernels/depthwise-conv-2d-window.ts';
import {
  depthwiseConv2dF32,
  depthwiseConv2dF32F16w,
  depthwiseConv2dHybrid,
  depthwiseConv2dS16,
  depthwiseConv2dS16Wide,
  depthwiseConv2dS8,
  depthwiseConv2dU8,
} from './kernels/depthwise-conv-2d.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernels/kernel-sizes.ts';

/** Of those that cost the same the first one is taken. */
export const kernels = withSizes(sizes, [
  encoded(depthwiseConv2dS8, 'depthwise', 'coded'),
  encoded(depthwiseConv2dS8, 'depthwise', 'packed4'),
  depthwiseConv2dF16wFpu,
  depthwiseConv2dF32Fpu,
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dF32,
  depthwiseConv2dF32F16w,
  depthwiseConv2dHybrid,
  depthwiseConv2dMaxPool2dS8Dsp,
  depthwiseConv2dS16,
  depthwiseConv2dS16Dsp,
  depthwiseConv2dS16Wide,
  depthwiseConv2dS8,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dS8Mve,
  depthwiseConv2dSlidingS8,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
  depthwiseConv2dWindowS8Dsp,
  depthwiseConv2dU8,
]);
