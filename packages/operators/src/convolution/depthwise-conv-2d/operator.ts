import {
  activationSchema,
  checkWeighted,
  defineOperator,
  dilationsSchema,
  elementCount,
  expectBias,
  expectRank,
  OperatorError,
  type Ops,
  type OptionsOf,
  paddingSchema,
  runWeighted,
  slidingWindow,
  stridesSchema,
  type TensorType,
  type WeightedTypes,
} from '@tinyml/core';
import { correlateDepthwise, type Sliding } from '@tinyml/core/internal';
import { asConvolution } from '../one-channel.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['padding', 'strides', 'dilations', 'depthMultiplier', 'activation'],
  properties: {
    padding: paddingSchema,
    strides: stridesSchema,
    dilations: dilationsSchema,
    depthMultiplier: { type: 'integer', minimum: 1 },
    activation: activationSchema,
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c], filter [1,kh,kw,c·m], bias? [c·m] */
    readonly depthwise_conv_2d: OptionsOf<typeof attributes>;
  }
}

type Types = readonly (TensorType | null)[];

const geometry = (attrs: Ops['depthwise_conv_2d'], x: TensorType, filter: TensorType): Sliding => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const size = [filter.shape[1] as number, filter.shape[2] as number] as const;
  const { strides, dilations } = attrs;
  const window = slidingWindow([height, width], size, strides, dilations, attrs.padding);
  return { batch, input: [height, width, channels], filter: size, strides, dilations, window };
};

const typed = (inputs: Types, outputs: readonly TensorType[]): WeightedTypes => {
  const [x, filter, bias = null] = inputs as readonly [TensorType, TensorType, (TensorType | null)?];
  return { x, filter, bias, y: outputs[0] as TensorType, channels: filter.shape[3] as number, axis: 3 };
};

/**
 * Convolution of each channel by itself: output channel c·m + i is filter i of input channel c. int8 rounds twice; a
 * hybrid quantises the activation per image with a zero point.
 */
export const depthwiseConv2d = defineOperator({
  name: 'depthwise_conv_2d',
  version: 1,
  summary: 'two-dimensional convolution of each channel by itself',
  slots: {
    micro: 'AddDepthwiseConv2D',
    kernels,
    equivalents: asConvolution,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
  traits: {
    weighted: {
      input: 0,
      filter: 1,
      bias: 2,
      channelAxis: 3,
      depthwise: true,
      encodings: { int8: ['coded', 'packed4'] },
    },
    window: 'filter',
  },
  attributes,
  arity: { inputs: [2, 3], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const x = expectRank(inputs[0], 4, 'the input');
    const filter = expectRank(inputs[1], 4, 'the filter');
    const [one, , , outputs] = filter.shape as [number, number, number, number];
    const expected = (x.shape[3] as number) * attrs.depthMultiplier;
    if (one !== 1 || outputs !== expected || expected < 1) {
      throw new OperatorError(
        `the filter must be [1, height, width, ${String(expected)}] (input channels × depth multiplier), not [${filter.shape.join(', ')}]`,
      );
    }
    expectBias(inputs[2], outputs);
    const { batch, window } = geometry(attrs, x, filter);
    return [{ dtype: x.dtype, shape: [batch, window.height.output, window.width.output, outputs] }];
  },
  check: ({ inputs, outputs }) => checkWeighted(typed(inputs, outputs)),
  run({ attrs, inputs, outputs }) {
    const [x, filter, bias = null] = inputs;
    if (!x || !filter) throw new Error('depthwise_conv_2d needs an input and a filter');
    const types = typed([x.type, filter.type, bias?.type ?? null], outputs);
    const sliding = geometry(attrs, x.type, filter.type);
    const { activation, depthMultiplier } = attrs;
    const run = { types, x, filter, bias, activation, batch: sliding.batch, asymmetric: true, once: false };
    return [runWeighted(run, (values, weights) => correlateDepthwise(values, weights, depthMultiplier, sliding))];
  },
  macs({ inputs, outputs }) {
    const { filter, y, channels } = typed(inputs, outputs);
    return elementCount(y.shape) * (elementCount(filter.shape) / channels);
  },
});
