import type { Kernel } from '@tinyml/core';
import { rnnF32, rnnHybrid } from '../kernels/rnn-float.ts';
import { rnnS8 } from '../kernels/rnn-s8.ts';

export const kernels: readonly Kernel[] = [
  rnnF32('unidirectional_sequence_rnn'),
  rnnHybrid('unidirectional_sequence_rnn'),
  rnnHybrid('unidirectional_sequence_rnn', 'dsp'),
  rnnS8('unidirectional_sequence_rnn'),
  rnnS8('unidirectional_sequence_rnn', 'dsp'),
];
