import type { Kernel } from '@tinyml/core';
import { rnnF32, rnnHybrid } from '../kernels/rnn-float.ts';

export const kernels: readonly Kernel[] = [rnnF32('rnn'), rnnHybrid('rnn'), rnnHybrid('rnn', 'dsp')];
