import type { NetworkId } from './networks.ts';

/**
 * What the CNN_on_MCU survey published for one of its models. It gives no flash, RAM or instructions: its times are of
 * one inference by TensorFlow Lite's interpreter on a PC, taken once.
 */
export interface Published {
  /** Size of the .tflite file. null: the survey has no such model. */
  readonly tfliteBytes: number | null;
  /** On the 10,000 test images of Fashion-MNIST (CNN1) or of MNIST (CNN2); one training run. */
  readonly accuracy: number | null;
  readonly flash: null;
  readonly ram: null;
  /** One inference on a PC. */
  readonly latencyMs: number | null;
}

const published = (tfliteBytes: number, accuracy: number, latencyMs: number | null): Published => ({
  tfliteBytes,
  accuracy,
  flash: null,
  ram: null,
  latencyMs,
});

export const unpublished: Published = {
  tfliteBytes: null,
  accuracy: null,
  flash: null,
  ram: null,
  latencyMs: null,
};

/**
 * The survey's figures: sizes of the files in its repository, accuracy and time from the recorded outputs of its
 * notebooks (github.com/bharathsudharsan/CNN_on_MCU). Its int8 conversion of the quantisation-aware model failed.
 */
export const survey: Readonly<Record<NetworkId, Readonly<Record<string, Published>>>> = {
  CNN1: {
    baseline: published(83_280, 0.8919, 0.257),
    pruned: published(83_280, 0.8886, 0.25),
    qat: published(83_844, 0.8832, 0.336),
    'dynamic-range': published(22_480, 0.8917, 0.344),
    float16: published(42_972, 0.8919, 0.264),
    'int8-only': published(23_208, 0.8916, 0.379),
    'pruned+dynamic-range': published(22_480, 0.8881, 0.37),
    'pruned+float16': published(42_972, 0.8887, 0.258),
    'pruned+int8-only': published(23_208, 0.8881, 0.336),
    'qat+dynamic-range': published(24_064, 0.8826, 0.502),
    'qat+float16': published(43_568, 0.8829, 0.458),
    graph: published(83_312, 0.8959, 0.416),
    'graph+dynamic-range': published(22_512, 0.8959, 0.271),
    'graph+float16': published(43_020, 0.8959, 0.332),
    'graph+int8-only': published(23_224, 0.897, 0.335),
    separable: published(83_480, 0.8578, 0.065),
    'separable+dynamic-range': published(22_680, 0.8594, 0.123),
    'separable+float16': published(43_700, 0.8578, 0.062),
    'separable+int8-only': published(23_816, 0.862, 0.113),
  },
  CNN2: {
    baseline: published(83_280, 0.9804, 0.323),
    pruned: published(83_280, 0.9784, 0.646),
    qat: published(83_844, 0.9711, 0.308),
    'dynamic-range': published(22_480, 0.9803, 0.382),
    float16: published(42_972, 0.9804, 0.623),
    'int8-only': published(23_208, 0.9805, 0.506),
    'pruned+dynamic-range': published(22_480, 0.9785, 0.254),
    'pruned+float16': published(42_972, 0.9784, 0.352),
    'pruned+int8-only': published(23_208, 0.9785, 0.376),
    'qat+dynamic-range': published(24_064, 0.971, 0.518),
    'qat+float16': published(43_568, 0.9711, 0.306),
    graph: published(83_312, 0.9803, 0.335),
    'graph+dynamic-range': published(22_512, 0.9805, 0.285),
    'graph+float16': published(43_020, 0.9803, 0.342),
    'graph+int8-only': published(23_224, 0.9807, 0.295),
    separable: published(83_480, 0.9647, null),
    'separable+dynamic-range': published(22_680, 0.9646, 0.07),
    'separable+float16': published(43_700, 0.9647, 0.072),
    'separable+int8-only': published(23_816, 0.9642, 0.111),
  },
};
