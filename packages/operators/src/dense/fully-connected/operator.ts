import { keras } from './keras.ts';
import {
  activationSchema,
  checkWeighted,
  defineOperator,
  elementCount,
  expectBias,
  expectRank,
  OperatorError,
  type OptionsOf,
  runWeighted,
  type TensorType,
  type WeightedTypes,
  weightEncodings,
} from '@tinyml/core';
import { multiplyRows } from '@tinyml/core/internal';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation', 'keepNumDims'],
  properties: {
    activation: activationSchema,
    keepNumDims: { type: 'boolean' },
    // float32 x, int8 filter: quantise x with a zero point. Default: symmetrically.
    asymmetricQuantizeInputs: { type: 'boolean' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x [..., k], filter [o,k], bias? [o] */
    readonly fully_connected: OptionsOf<typeof attributes>;
  }
}

const typed = (inputs: readonly (TensorType | null)[], outputs: readonly TensorType[]): WeightedTypes => {
  const [x, filter, bias = null] = inputs as readonly [TensorType, TensorType, (TensorType | null)?];
  return { x, filter, bias, y: outputs[0] as TensorType, channels: filter.shape[0] as number, axis: 0 };
};

/**
 * Matrix product with the weights; the input is read as rows of the weights' width, whatever its shape. int8 rounds
 * once, unlike convolutions; a hybrid quantises the activation row by row.
 */
export const fullyConnected = defineOperator({
  name: 'fully_connected',
  version: 1,
  summary: 'dense layer',
  traits: {
    weighted: {
      input: 0,
      filter: 1,
      bias: 2,
      channelAxis: 0,
      dense: true,
      encodings: { int8: weightEncodings, float32: weightEncodings },
    },
  },
  slots: { micro: 'AddFullyConnected', kernels, gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes,
  arity: { inputs: [2, 3], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const x = inputs[0]?.type;
    if (x === undefined) throw new OperatorError('the input is missing');
    const filter = expectRank(inputs[1], 2, 'the weights');
    const [outputs, depth] = filter.shape as [number, number];
    const count = elementCount(x.shape);
    if (depth < 1 || outputs < 1 || count % depth !== 0) {
      throw new OperatorError(`the input [${x.shape.join(', ')}] is not rows of ${String(depth)}, the weights' width`);
    }
    if (attrs.keepNumDims && x.shape.at(-1) !== depth) {
      throw new OperatorError(
        `the input's last dimension is ${String(x.shape.at(-1))}, the weights' width ${String(depth)}`,
      );
    }
    expectBias(inputs[2], outputs);
    return [
      { dtype: x.dtype, shape: attrs.keepNumDims ? [...x.shape.slice(0, -1), outputs] : [count / depth, outputs] },
    ];
  },
  check: ({ inputs, outputs }) => checkWeighted(typed(inputs, outputs)),
  run({ attrs, inputs, outputs }) {
    const [x, filter, bias = null] = inputs;
    if (!x || !filter) throw new Error('fully_connected needs an input and weights');
    const types = typed([x.type, filter.type, bias?.type ?? null], outputs);
    const depth = filter.type.shape[1] as number;
    const rows = elementCount(x.type.shape) / depth;
    const asymmetric = attrs.asymmetricQuantizeInputs ?? false;
    const run = { types, x, filter, bias, activation: attrs.activation, batch: rows, asymmetric, once: true };
    const product = (values: Float64Array, weights: Float64Array): Float64Array => {
      const result = new Float64Array(rows * types.channels);
      multiplyRows(values, rows, depth, weights, types.channels, result, 0);
      return result;
    };
    return [runWeighted(run, product)];
  },
  macs: ({ inputs }) => elementCount(inputs[0]?.shape ?? []) * (inputs[1]?.shape[0] ?? 0),
});
