import {
  activationSchema,
  checkWeighted,
  defineOperator,
  elementCount,
  expectBias,
  expectRank,
  OperatorError,
  type Ops,
  type OptionsOf,
  runWeighted,
  slidingWindow,
  stridesSchema,
  type TensorType,
  transposedBefore,
  weightedKind,
  type WeightedTypes,
} from '@tinyml/core';
import { correlateTransposed, type Spreading } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['padding', 'strides', 'activation'],
  properties: {
    padding: { type: 'string', enum: ['same', 'valid'] },
    strides: stridesSchema,
    activation: activationSchema,
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** outputShape int32[4], filter [o,kh,kw,c], x [n,h,w,c], bias? [o] */
    readonly transpose_conv: OptionsOf<typeof attributes>;
  }
}

type Shape4 = readonly [number, number, number, number];
type Types = readonly (TensorType | null | undefined)[];

const geometry = (attrs: Ops['transpose_conv'], x: TensorType, filter: TensorType, y: TensorType): Spreading => {
  const [batch, height, width, channels] = x.shape as Shape4;
  const [, outputHeight, outputWidth, outputs] = y.shape as Shape4;
  const size = [filter.shape[1] as number, filter.shape[2] as number] as const;
  const { strides, padding } = attrs;
  return {
    batch,
    input: [height, width, channels],
    output: [outputHeight, outputWidth, outputs],
    filter: size,
    strides,
    before: [
      transposedBefore(outputHeight, size[0], strides[0], padding),
      transposedBefore(outputWidth, size[1], strides[1], padding),
    ],
  };
};

const typed = (inputs: Types, outputs: readonly TensorType[]): WeightedTypes => {
  const [, filter, x, bias = null] = inputs as readonly [TensorType, TensorType, TensorType, (TensorType | null)?];
  return { x, filter, bias, y: outputs[0] as TensorType, channels: filter.shape[0] as number, axis: 0 };
};

/** Transposed convolution: every input pixel spread through the filter. int8 rounds twice. */
export const transposeConv = defineOperator({
  name: 'transpose_conv',
  version: 1,
  summary: 'transposed (fractionally strided) convolution',
  traits: { weighted: { input: 2, filter: 1, bias: 3, channelAxis: 0 } },
  slots: {
    micro: 'AddTransposeConv',
    channels: { shapeOperand: 0 },
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
  attributes,
  arity: { inputs: [3, 4], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const x = expectRank(inputs[2], 4, 'the input');
    const filter = expectRank(inputs[1], 4, 'the filter');
    const [outputs, height, width, channels] = filter.shape as Shape4;
    if (channels !== x.shape[3]) {
      throw new OperatorError(`the filter has ${String(channels)} input channels, the input ${String(x.shape[3])}`);
    }
    expectBias(inputs[3], outputs);
    const wanted = inputs[0]?.constant;
    if (wanted === undefined) throw new OperatorError('the output shape must be a constant');
    const shape = Array.from(wanted as Int32Array, Number);
    if (shape.length !== 4 || shape[0] !== x.shape[0] || shape[3] !== outputs) {
      throw new OperatorError(
        `the output shape must be [${String(x.shape[0])}, height, width, ${String(outputs)}], not [${shape.join(', ')}]`,
      );
    }
    const size = [shape[1] as number, shape[2] as number] as const;
    const window = slidingWindow(size, [height, width], attrs.strides, [1, 1], attrs.padding);
    if (window.height.output !== x.shape[1] || window.width.output !== x.shape[2]) {
      throw new OperatorError(
        `an output of ${size.join('×')} does not come from an input of ${x.shape.slice(1, 3).join('×')}`,
      );
    }
    return [{ dtype: x.dtype, shape }];
  },
  check({ inputs, outputs }) {
    const types = typed(inputs, outputs);
    const kind = weightedKind(types);
    if (kind === 'hybrid') return 'float32 input with int8 weights is not supported';
    if (kind === 'uint8') return 'uint8 is not supported';
    return checkWeighted(types);
  },
  run({ attrs, inputs, outputs }) {
    const [, filter, x, bias = null] = inputs;
    if (!x || !filter) throw new Error('transpose_conv needs an input and a filter');
    const types = typed([null, filter.type, x.type, bias?.type ?? null], outputs);
    const spreading = geometry(attrs, x.type, filter.type, types.y);
    const { activation } = attrs;
    const run = { types, x, filter, bias, activation, batch: spreading.batch, asymmetric: false, once: false };
    return [runWeighted(run, (values, weights) => correlateTransposed(values, weights, spreading))];
  },
  macs({ inputs, outputs }) {
    const { x, filter } = typed(inputs, outputs);
    return (elementCount(x.shape) / (x.shape[3] as number)) * elementCount(filter.shape);
  },
});
