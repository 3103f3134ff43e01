import { alongLastAxis } from '../../movement/moved-axes.ts';
import { defineOperator, isPresent, none, OperatorError, type OptionsOf, type Shape, type Tensor } from '@tinyml/core';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  properties: { epsilon: { type: 'number', minimum: 0 }, momentum: { type: 'number', minimum: 0, maximum: 1 } },
  required: ['epsilon'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x, mean [c], variance [c], gamma? [c], beta? [c]; over the last axis: Keras's layer at inference, not TensorFlow Lite's. momentum: share of the moving statistics that a step of training keeps; absent: 0.99 */
    readonly batch_normalization: OptionsOf<typeof attributes>;
  }
}

const names = ['x', 'mean', 'variance', 'gamma', 'beta'] as const;

const at = (tensor: Tensor | null | undefined, index: number, absent: number): number =>
  !isPresent(tensor) ? absent : ((tensor.data as Float32Array)[index] as number);

/** gamma · (x − mean) / √(variance + epsilon) + beta over the last axis, with the statistics of training. */
export const batchNormalization = defineOperator({
  name: 'batch_normalization',
  version: 1,
  summary: 'gamma · (x − mean) / √(variance + epsilon) + beta, channel by channel',
  traits: {
    elementwise: true,
    keepsChannels: true,
    normalization: { mean: 1, variance: 2, gamma: 3, beta: 4 },
    trainsOtherwise: true,
  },
  slots: {
    axisOrder: alongLastAxis,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    quantize: none('fold-batch-norm turns it into arithmetic or weights first'),
    tflite,
  },
  attributes,
  arity: { inputs: [3, 5], outputs: [1, 1] },
  infer({ inputs: [x, ...statistics] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const channels = x.type.shape.at(-1);
    if (channels === undefined) throw new OperatorError('a scalar has no channels');
    for (const [i, operand] of statistics.entries()) {
      const shape: Shape = operand?.type.shape ?? [channels];
      if (shape.length !== 1 || shape[0] !== channels) {
        throw new OperatorError(`${names[i + 1] as string} must have shape [${String(channels)}], one value a channel`);
      }
    }
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check({ inputs, outputs }) {
    if (!isPresent(inputs[1]) || !isPresent(inputs[2])) return 'needs a mean and a variance';
    const other = [...inputs, ...outputs].find((type) => isPresent(type) && type.dtype !== 'float32');
    return !isPresent(other) ? undefined : `${other.dtype} is not supported; float32 is`;
  },
  run({ attrs, inputs: [x, mean, variance, gamma, beta] }) {
    if (!isPresent(x)) throw new OperatorError('needs an operand');
    const channels = x.type.shape.at(-1) ?? 1;
    const factors = Float64Array.from(
      { length: channels },
      (_, c) => at(gamma, c, 1) / Math.sqrt(at(variance, c, 1) + attrs.epsilon),
    );
    return [
      Float32Array.from(x.data as Float32Array, (value, i) => {
        const c = i % channels;
        return (value - at(mean, c, 0)) * (factors[c] as number) + at(beta, c, 0);
      }),
    ];
  },
  macs: ({ inputs: [x] }) => x?.shape.reduce((product, dimension) => product * dimension, 1) ?? 0,
});
