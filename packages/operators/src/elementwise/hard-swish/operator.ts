import { patterns } from './patterns.ts';
import { noAttributes, type NoAttributes, unaryOperator } from '@tinyml/core';
import { hardSwishProblem, storedHardSwish } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly hard_swish: NoAttributes;
  }
}

/** x · relu6(x + 3) / 6 */
export const hardSwish = unaryOperator({
  name: 'hard_swish',
  version: 1,
  summary: 'x · relu6(x + 3) / 6',
  slots: {
    onnx,
    patterns,
    pytorch,
    micro: 'AddHardSwish',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
  attributes: noAttributes,
  float32: () => (x) => (x * Math.min(6, Math.max(0, x + 3))) / 6,
  quantizedTypes: ['int8', 'uint8'],
  quantized: (_, input, output) => storedHardSwish(input, output),
  quantizedProblem: (_, input, output) => hardSwishProblem(input, output),
});
