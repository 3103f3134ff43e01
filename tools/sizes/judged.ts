import type { Core } from '@tinyml/core';

/** How a model is built: what its weights and activations are stored as. */
export type Form = 'float32' | 'float16' | 'dynamic range' | 'int8' | 'int8, compressed';

/** A program whose estimate is held against its linked size. The tables know nothing of it: they come from calls alone. */
export interface Judged {
  readonly title: string;
  /** Below the shared folder. */
  readonly path: string;
  readonly form: Form;
  readonly core: Core;
  readonly priority: 'latency' | 'size' | 'balanced';
}

export const passesOf: Readonly<Record<Form, string>> = {
  float32: 'lossless',
  float16: '[fold-batch-norm, fuse-activation, { quantize: { mode: float16 } }]',
  'dynamic range': '[fold-batch-norm, fuse-activation, { quantize: { mode: dynamic-range } }]',
  int8: 'lossless',
  'int8, compressed': '[compress-weights]',
};

const float = ['float32', 'float16', 'dynamic range'] as const;
const integer = ['int8', 'int8, compressed'] as const;

/** Networks from the field, as floats and as 8-bit integers. */
const networks: readonly (readonly [title: string, path: string, forms: readonly Form[]])[] = [
  ['image classification', 'models/mlperf-tiny/ic_float.tflite', float],
  ['image classification', 'models/mlperf-tiny/ic_int8.tflite', integer],
  ['visual wake words', 'models/mlperf-tiny/vww_int8.tflite', integer],
  ['keyword spotting', 'models/mlperf-tiny/kws_int8.tflite', integer],
  ['anomaly detection', 'models/mlperf-tiny/ad_float.tflite', float],
  ['anomaly detection', 'models/mlperf-tiny/ad_int8.tflite', integer],
  ['streaming wake word', 'models/mlperf-tiny/sww_int8.tflite', integer],
  ['CNN1', 'models/seed/CNN1/4_fashion_mnist_model.tflite', float],
  ['CNN1', 'models/seed/CNN1/13_fashion_mnist_integeronly_model.tflite', integer],
  ['residual digits', 'quality/rnet.h5', float],
  ['residual digits', 'quality/rnet_tf.tflite', integer],
  ['mobile digits', 'quality/mnet_swish_tf.tflite', ['int8']],
  ['EdgeMark CNN 3', 'field/models/edgemark/CNN_3_int8.tflite', ['int8']],
  ['EdgeMark FC 7', 'field/models/edgemark/FC_7_int8.tflite', ['int8']],
];

const cores = ['cortex-m4f', 'cortex-m3'] as const;
const priorities = ['size', 'latency', 'balanced'] as const;

/** Each program on both cores; priorities take turns, so that every form meets each of them. `every`: all combinations. */
export const judgedPrograms = (every: boolean): readonly Judged[] =>
  networks
    .flatMap(([title, path, forms]) => forms.map((form) => ({ title, path, form })))
    .flatMap((program, at) =>
      cores.flatMap((core, turn) => {
        const wanted = every ? priorities : priorities.filter((_, i) => i === (at + turn) % priorities.length);
        return wanted.map((priority) => ({ ...program, core, priority }));
      }),
    );
