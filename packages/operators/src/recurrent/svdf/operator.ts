import {
  none,
  activationRange,
  clamp,
  defineOperator,
  doubles,
  elementCount,
  expectRank,
  multiplyByQuantizedMultiplier,
  type OptionsOf,
  OperatorError,
  perTensorProblem,
  quantizeMultiplier,
  required,
  activationSchema,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { quantizeDynamically } from '@tinyml/core/internal';
import { kernels } from './kernels.ts';
import { kindOf, svdfKinds, svdfSizes, type SvdfSizes } from './svdf-operands.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['rank', 'activation'],
  properties: {
    rank: { type: 'integer', minimum: 1, description: 'filters that add up to one output' },
    activation: activationSchema,
    asymmetricQuantizeInputs: {
      type: 'boolean',
      description: 'float32 × int8: the input is quantised with a zero point',
    },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly svdf: OptionsOf<typeof attributes>;
  }
}

const scaleOf = (type: TensorType): number => type.quant?.scale[0] ?? 1;

/** Shifts the memory of each filter by one step and puts what `features` gives for it at the end. */
const remember = (
  state: TensorData,
  { batch, filters, memory }: SvdfSizes,
  features: ArrayLike<number>,
): TensorData => {
  const next = state.slice() as Float32Array;
  for (let line = 0; line < batch * filters; line++) {
    next.copyWithin(line * memory, line * memory + 1, (line + 1) * memory);
    next[(line + 1) * memory - 1] = features[line] as number;
  }
  return next;
};

/** feature[b, f] = Σ x[b, i] · w[f, i] */
const project = (x: Float64Array, w: Float64Array, { batch, inputs, filters }: SvdfSizes): Float64Array =>
  Float64Array.from({ length: batch * filters }, (_, line) => {
    const [row, filter] = [Math.floor(line / filters), line % filters];
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += (x[row * inputs + i] as number) * (w[filter * inputs + i] as number);
    return sum;
  });

/** For each unit, the sum over its filters and their memory of state · w, plus the bias. */
const recall = (
  state: ArrayLike<number>,
  w: Float64Array,
  bias: ArrayLike<number> | undefined,
  { batch, filters, memory }: SvdfSizes,
  rank: number,
): Float64Array => {
  const units = filters / rank;
  const sums = Float64Array.from({ length: batch * units }, (_, i) => bias?.[i % units] ?? 0);
  for (let b = 0; b < batch; b++)
    for (let f = 0; f < filters; f++)
      for (let m = 0; m < memory; m++) {
        const unit = b * units + Math.floor(f / rank);
        sums[unit] =
          (sums[unit] as number) + (state[(b * filters + f) * memory + m] as number) * (w[f * memory + m] as number);
      }
  return sums;
};

/**
 * A filter of rank one or more over the inputs of several steps, as one product with the newest input and one with the
 * memory (Nakkiran et al., Compressing Deep Neural Networks using a Rank-Constrained Topology, 2015).
 * Operands: x [batch, n], feature weights [filters, n], time weights [filters, memory], bias? [units], state
 * [batch, filters · memory]. Results: [batch, units], the state after the step.
 */
export const svdf = defineOperator({
  name: 'svdf',
  version: 1,
  summary: 'low-rank filters over the inputs of several steps',
  traits: { stateful: true },
  slots: {
    keras: none('Keras has no such layer'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    quantize,
    tflite,
  },
  attributes,
  arity: { inputs: [5, 5], outputs: [2, 2] },
  infer({ attrs, inputs: [x, feature, time, bias, state] }) {
    const input = expectRank(x, 2, 'the input');
    const [filters, inputs] = expectRank(feature, 2, 'the feature weights').shape as [number, number];
    const [also, memory] = expectRank(time, 2, 'the time weights').shape as [number, number];
    const kept = required(state).type;
    const [batch] = input.shape as [number, number];
    if (input.shape[1] !== inputs || also !== filters) throw new OperatorError('weights and input do not fit');
    if (filters % attrs.rank !== 0) throw new OperatorError(`${String(filters)} filters of rank ${String(attrs.rank)}`);
    if (bias != null && elementCount(bias.type.shape) !== filters / attrs.rank)
      throw new OperatorError('needs one bias for each unit');
    if (elementCount(kept.shape) !== batch * filters * memory)
      throw new OperatorError('the state does not fit the weights');
    return [{ dtype: input.dtype, shape: [batch, filters / attrs.rank] }, kept];
  },
  check({ inputs, outputs: [y, after] }) {
    const [x, feature, time, bias, state] = inputs;
    if (after?.dtype !== state?.dtype) return 'the state must keep its type';
    switch (kindOf(inputs)) {
      case svdfKinds.float:
      case svdfKinds.hybridFeatures:
      case svdfKinds.hybrid:
        return y?.dtype === 'float32' ? undefined : 'the result must be float32';
      case svdfKinds.int16State:
      case svdfKinds.int8State: {
        if (y?.dtype !== 'int8') return 'the result must be int8';
        if (bias != null && bias.dtype !== 'int32') return 'the bias must be int32';
        if ((state?.quant?.zeroPoint[0] ?? 0) !== 0) return 'the state must have zero point 0';
        const types = { input: x, 'feature weights': feature, 'time weights': time, state, result: y };
        return Object.entries(types).flatMap(
          ([what, type]) => perTensorProblem(`the ${what}`, type as TensorType) ?? [],
        )[0];
      }
      default:
        return `types ${kindOf(inputs)} are not supported`;
    }
  },
  run({ attrs, inputs, outputs: [y] }) {
    const [x, feature, time, , state] = inputs as readonly unknown[] as readonly [
      Tensor,
      Tensor,
      Tensor,
      unknown,
      Tensor,
    ];
    const bias = inputs[3]?.data as Int32Array | undefined;
    const sizes = svdfSizes(inputs.map((tensor) => tensor?.type));
    const { batch, filters } = sizes;
    const zeroPoint = (tensor: Tensor): number => tensor.type.quant?.zeroPoint[0] ?? 0;
    if (x.type.dtype === 'float32') {
      const [low, high] = activationRange(attrs.activation);
      let features: Float64Array;
      if (feature.type.dtype === 'float32') features = project(doubles(x), doubles(feature), sizes);
      else {
        const { values, scales } = quantizeDynamically(
          x.data as Float32Array,
          batch,
          attrs.asymmetricQuantizeInputs ?? false,
        );
        const scale = scaleOf(feature.type);
        features = project(values, doubles(feature), sizes).map(
          (sum, i) => sum * (scales[Math.floor(i / filters)] as number) * scale,
        );
      }
      const next = remember(state.data, sizes, features) as Float32Array;
      const weights = doubles(time).map((weight) =>
        time.type.dtype === 'int8' ? Math.fround(weight * scaleOf(time.type)) : weight,
      );
      return [Float32Array.from(recall(next, weights, bias, sizes, attrs.rank), (sum) => clamp(sum, low, high)), next];
    }
    const first = quantizeMultiplier((scaleOf(x.type) * scaleOf(feature.type)) / scaleOf(state.type));
    const second = quantizeMultiplier((scaleOf(state.type) * scaleOf(time.type)) / scaleOf(required(y)));
    const most = state.type.dtype === 'int8' ? 127 : 32767;
    const features = project(doubles(x, zeroPoint(x)), doubles(feature), sizes).map((sum) =>
      clamp(multiplyByQuantizedMultiplier(sum, first.multiplier, first.shift), -most - 1, most),
    );
    // TensorFlow Lite has int8 memory on microcontrollers alone.
    const next = remember(state.data, sizes, features);
    const middle = required(y).quant?.zeroPoint[0] ?? 0;
    // LiteRT's integer kernel leaves the activation to the range of the result.
    const sums = recall(next as Int16Array, doubles(time), bias, sizes, attrs.rank);
    const result = Int8Array.from(sums, (sum) =>
      clamp(multiplyByQuantizedMultiplier(sum | 0, second.multiplier, second.shift) + middle, -128, 127),
    );
    return [result, next];
  },
  macs: ({ inputs: [x, feature, time] }) =>
    (x?.shape[0] ?? 1) * (elementCount(feature?.shape ?? []) + elementCount(time?.shape ?? [])),
});
