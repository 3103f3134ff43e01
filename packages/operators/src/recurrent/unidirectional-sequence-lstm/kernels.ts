import type { Kernel } from '@tinyml/core';
import { lstmF32, lstmHybrid } from '../kernels/lstm-float.ts';
import { lstmS8 } from '../kernels/lstm-s8.ts';

const op = 'unidirectional_sequence_lstm';

export const kernels: readonly Kernel[] = [
  lstmF32(op),
  lstmHybrid(op),
  lstmHybrid(op, 'dsp'),
  lstmS8(op),
  lstmS8(op, 'dsp'),
];
