import { activationRange, defineOperator, none, required, type OptionsOf, type TensorData } from '@tinyml/core';
import { checkPooling, inferPooling, poolingAttributes, runPooling } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c], float32; padding does not count in the mean */
    readonly l2_pool_2d: OptionsOf<typeof poolingAttributes>;
  }
}

/** The root of the mean square of each window; elements of padding are not counted. */
export const l2Pool2d = defineOperator({
  name: 'l2_pool_2d',
  version: 1,
  summary: 'root of the mean square of each window',
  traits: { homogeneous: true, keepsChannels: true, window: 'attribute' },
  slots: {
    micro: 'AddL2Pool2D',
    kernels,
    gradient: none('nothing is trained through it yet'),
    keras: none('Keras has no such layer'),
    quantize: none('LiteRT runs it on real numbers only'),
    tflite,
  },
  attributes: poolingAttributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer: inferPooling,
  check: (request) =>
    checkPooling(request) ??
    (request.inputs[0]?.dtype === 'float32' ? undefined : `${String(request.inputs[0]?.dtype)} is not supported`),
  run(request): readonly TensorData[] {
    const { type, data } = required(request.inputs[0]);
    const squares = Float32Array.from(data as Float32Array, (value) => value * value);
    const inputs = [{ type, data: squares }];
    const attrs = { ...request.attrs, activation: 'none' } as const;
    const [low, high] = activationRange(request.attrs.activation);
    return runPooling({ ...request, attrs, inputs }, 'average').map((means) =>
      (means as Float32Array).map((mean) => Math.min(high, Math.max(low, Math.sqrt(mean)))),
    );
  },
  macs: () => 0,
});
