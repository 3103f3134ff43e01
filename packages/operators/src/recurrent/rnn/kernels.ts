import type { Kernel } from '@tinyml/core';
import { rnnF32, rnnHybrid } from '../kernels/rnn-float.ts';
import { rnnS8 } from '../kernels/rnn-s8.ts';

export const kernels: readonly Kernel[] = [
  rnnF32('rnn'),
  rnnHybrid('rnn'),
  rnnHybrid('rnn', 'dsp'),
  rnnS8('rnn'),
  rnnS8('rnn', 'dsp'),
];
