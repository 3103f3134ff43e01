import { keras } from './keras.ts';
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
  weightedKind,
  type WeightedTypes,
} from '@tinyml/core';
import { correlateGroups, type Sliding } from '@tinyml/core/internal';
import { quantize } from './quantize.ts';
import { groupsOf } from '../groups.ts';
import { asDepthwise } from '../one-channel.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['padding', 'strides', 'dilations', 'activation'],
  properties: {
    padding: paddingSchema,
    strides: stridesSchema,
    dilations: dilationsSchema,
    activation: activationSchema,
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c], filter [o,kh,kw,c / groups], bias? [o]: channels of x and of the result are in equally many groups */
    readonly conv_2d: OptionsOf<typeof attributes>;
  }
}

type Types = readonly (TensorType | null)[];

const geometry = (attrs: Ops['conv_2d'], x: TensorType, filter: TensorType): Sliding => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const size = [filter.shape[1] as number, filter.shape[2] as number] as const;
  const { strides, dilations } = attrs;
  const window = slidingWindow([height, width], size, strides, dilations, attrs.padding);
  return { batch, input: [height, width, channels], filter: size, strides, dilations, window };
};

const typed = (inputs: Types, outputs: readonly TensorType[]): WeightedTypes => {
  const [x, filter, bias = null] = inputs as readonly [TensorType, TensorType, (TensorType | null)?];
  return { x, filter, bias, y: outputs[0] as TensorType, channels: filter.shape[0] as number, axis: 0 };
};

/**
 * Correlation of an image with filters, each of which sees the channels of its group. int8 rounds twice, as LiteRT's reference kernel; a hybrid quantises the
 * activation per image, symmetrically where the weights have one scale, else with a zero point.
 */
export const conv2d = defineOperator({
  name: 'conv_2d',
  version: 1,
  summary: 'two-dimensional convolution',
  slots: {
    micro: 'AddConv2D',
    kernels,
    equivalents: asDepthwise,
    gradient: () => import('./gradient.ts'),
    keras,
    quantize,
    tflite,
  },
  traits: {
    weighted: { input: 0, filter: 1, bias: 2, channelAxis: 0, encodings: { int8: ['coded', 'packed4'] } },
    window: 'filter',
  },
  attributes,
  arity: { inputs: [2, 3], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const x = expectRank(inputs[0], 4, 'the input');
    const filter = expectRank(inputs[1], 4, 'the filter');
    const [outputs, , , channels] = filter.shape as [number, number, number, number];
    const groups = groupsOf(x, filter);
    if (!Number.isInteger(groups))
      throw new OperatorError(`the filter has ${String(channels)} input channels, the input ${String(x.shape[3])}`);
    if (outputs % groups !== 0)
      throw new OperatorError(`${String(outputs)} filters are no multiple of ${String(groups)} groups`);
    expectBias(inputs[2], outputs);
    const { batch, window } = geometry(attrs, x, filter);
    return [{ dtype: x.dtype, shape: [batch, window.height.output, window.width.output, outputs] }];
  },
  check({ inputs, outputs }) {
    const types = typed(inputs, outputs);
    const isHybrid = weightedKind(types) === 'hybrid';
    return isHybrid && groupsOf(types.x, types.filter) > 1
      ? 'int8 weights of a grouped convolution need int8 activations'
      : checkWeighted(types);
  },
  run({ attrs, inputs, outputs }) {
    const [x, filter, bias = null] = inputs;
    if (!x || !filter) throw new Error('conv_2d needs an input and a filter');
    const types = typed([x.type, filter.type, bias?.type ?? null], outputs);
    const sliding = geometry(attrs, x.type, filter.type);
    const asymmetric = (filter.type.quant?.scale.length ?? 1) > 1;
    const { activation } = attrs;
    const run = { types, x, filter, bias, activation, batch: sliding.batch, asymmetric, once: false };
    const groups = groupsOf(x.type, filter.type);
    return [runWeighted(run, (values, weights) => correlateGroups(values, weights, types.channels, sliding, groups))];
  },
  macs({ inputs, outputs }) {
    const { filter, y, channels } = typed(inputs, outputs);
    return elementCount(y.shape) * (elementCount(filter.shape) / channels);
  },
});
