import type { Kernel } from '@tinyml/core';
import { encoded } from '../../kernel/weighted/encoded-weights.ts';
import { conv2d1x1MaxPool2dS8Dsp } from './kernels/conv-2d-1x1-max-pool-2d-dsp.ts';
import { conv2d1x1PlainS8Dsp, conv2d1x1S8Dsp, conv2dPlainS8Dsp, conv2dS8Dsp } from './kernels/conv-2d-dsp.ts';
import { conv2dBlockedS8, conv2dPairsS8 } from './kernels/conv-2d-blocked.ts';
import { conv2dF16wFpu, conv2dF32Fpu } from './kernels/conv-2d-fpu.ts';
import { conv2d1x1S8Mve, conv2dS8Mve } from './kernels/conv-2d-mve.ts';
import { conv2dMaxPool2dF32Fpu } from './kernels/conv-2d-max-pool-2d-fpu.ts';
import { conv2dS16Dsp } from './kernels/conv-2d-s16-dsp.ts';
import { conv2dStripS8Dsp } from './kernels/conv-2d-strip.ts';
import { conv2dWinogradS8Dsp } from './kernels/conv-2d-winograd.ts';
import {
  conv2dF32,
  conv2dF32F16w,
  conv2dGrouped,
  conv2dHybrid,
  conv2dS16,
  conv2dS16Wide,
  conv2dS8,
  conv2dU8,
} from './kernels/conv-2d.ts';
import { ungrouped } from '../groups.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernels/kernel-sizes.ts';

/** Kernels whose filters see all channels. */
const whole: readonly Kernel[] = [
  encoded(conv2dS8, 'convolution', 'coded'),
  encoded(conv2dS8, 'convolution', 'packed4'),
  conv2dBlockedS8,
  conv2dF16wFpu,
  conv2dF32Fpu,
  conv2dMaxPool2dF32Fpu,
  conv2d1x1MaxPool2dS8Dsp,
  conv2d1x1PlainS8Dsp,
  conv2d1x1S8Dsp,
  conv2d1x1S8Mve,
  conv2dF32,
  conv2dF32F16w,
  conv2dHybrid,
  conv2dPairsS8,
  conv2dPlainS8Dsp,
  conv2dS16,
  conv2dS16Dsp,
  conv2dS16Wide,
  conv2dS8,
  conv2dS8Dsp,
  conv2dS8Mve,
  conv2dStripS8Dsp,
  conv2dWinogradS8Dsp,
  conv2dU8,
];

/** Of those that cost the same the first one is taken. */
export const kernels = withSizes(sizes, [...whole.map(ungrouped), ...conv2dGrouped]);
