import type { Kernel } from '@tinyml/core';
import { lstmF32, lstmHybrid } from '../kernels/lstm-float.ts';
import { lstmS8 } from '../kernels/lstm-s8.ts';

export const kernels: readonly Kernel[] = [lstmF32('lstm'), lstmHybrid('lstm'), lstmS8('lstm')];
