import { weightEncodings } from '@tinyml/core';
import { encoded } from '../../kernel/weighted/encoded-weights.ts';
import { fullyConnectedEightsS8, fullyConnectedFoursS8 } from './kernels/fully-connected-blocked.ts';
import { fullyConnectedDirectPlainS8Dsp, fullyConnectedDirectS8Dsp } from './kernels/fully-connected-direct-dsp.ts';
import { fullyConnectedPlainS8Dsp, fullyConnectedS8Dsp } from './kernels/fully-connected-dsp.ts';
import { fullyConnectedS8Mve } from './kernels/fully-connected-mve.ts';
import { fullyConnectedPacked4S8Dsp } from './kernels/fully-connected-packed4-dsp.ts';
import { fullyConnectedS16Dsp } from './kernels/fully-connected-s16-dsp.ts';
import { fullyConnectedF16wFpu, fullyConnectedF32Fpu } from './kernels/fully-connected-fpu.ts';
import {
  fullyConnectedF32,
  fullyConnectedF32F16w,
  fullyConnectedHybrid,
  fullyConnectedS16,
  fullyConnectedS16Wide,
  fullyConnectedS8,
  fullyConnectedU8,
} from './kernels/fully-connected.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernels/kernel-sizes.ts';

/** Of those that cost the same the first one is taken. */
export const kernels = withSizes(sizes, [
  ...weightEncodings.flatMap((encoding) => [
    encoded(fullyConnectedS8, 'dense', encoding),
    encoded(fullyConnectedHybrid, 'dense', encoding),
  ]),
  fullyConnectedF16wFpu,
  fullyConnectedF32Fpu,
  fullyConnectedDirectPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
  fullyConnectedEightsS8,
  fullyConnectedF32,
  fullyConnectedF32F16w,
  fullyConnectedFoursS8,
  fullyConnectedHybrid,
  fullyConnectedPacked4S8Dsp,
  fullyConnectedPlainS8Dsp,
  fullyConnectedS16,
  fullyConnectedS16Dsp,
  fullyConnectedS16Wide,
  fullyConnectedS8,
  fullyConnectedS8Dsp,
  fullyConnectedS8Mve,
  fullyConnectedU8,
]);
