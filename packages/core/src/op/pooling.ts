/** What poolings have in common. */

import type { OptionsOf } from '../pass/schema.ts';
import type { Activation, OpName } from '../ir/ops.ts';
import type { IntegerDType } from '../ir/dtype.ts';
import { allocate, type TensorData } from '../ir/tensor.ts';
import { sameQuant, type TensorType } from '../ir/type.ts';
import { activationSchema, paddingSchema, stridesSchema, windowSchema } from './attribute-schema.ts';
import { OperatorError, type InferRequest, type RunRequest, type TypedRequest } from './define-operator.ts';
import { activationRange, quantizedActivationRange } from './fixed-point.ts';
import { expectRank } from './shape-check.ts';
import { slidingWindow, type Window } from './window.ts';

export const poolingAttributes = {
  type: 'object',
  additionalProperties: false,
  required: ['padding', 'strides', 'filter', 'activation'],
  properties: { padding: paddingSchema, strides: stridesSchema, filter: windowSchema, activation: activationSchema },
} as const;

type PoolingAttributes = OptionsOf<typeof poolingAttributes>;

type Pooling<Request> = Omit<Request, 'attrs'> & { readonly attrs: PoolingAttributes };

const geometry = (attrs: PoolingAttributes, x: TensorType): Window =>
  slidingWindow([x.shape[1] as number, x.shape[2] as number], attrs.filter, attrs.strides, [1, 1], attrs.padding);

export const inferPooling = ({ attrs, inputs }: Pooling<InferRequest<OpName>>): readonly TensorType[] => {
  const x = expectRank(inputs[0], 4, 'the input');
  const { padding, filter } = attrs;
  if (typeof padding !== 'string' && padding.some((elements, i) => elements >= filter[i < 2 ? 0 : 1])) {
    throw new OperatorError(`padding of [${padding.join(', ')}] leaves windows of ${filter.join('×')} without input`);
  }
  const { height, width } = geometry(attrs, x);
  const shape = [x.shape[0] as number, height.output, width.output, x.shape[3] as number];
  return [{ dtype: x.dtype, shape, ...(x.quant !== undefined && { quant: x.quant }) }];
};

export const checkPooling = ({ inputs, outputs }: Pooling<TypedRequest<OpName>>): string | undefined => {
  const [x, y] = [inputs[0], outputs[0]];
  if (!x || y === undefined) return 'the input is missing';
  if (x.dtype === 'float32' && y.dtype === 'float32') return undefined;
  if (!['int8', 'uint8', 'int16'].includes(x.dtype) || x.dtype !== y.dtype)
    return `types ${x.dtype} → ${y.dtype} are not supported`;
  if (x.quant?.scale.length !== 1) return `${x.dtype} activations need one scale`;
  return sameQuant(x.quant, y.quant) ? undefined : 'input and output must have the same scale and zero point';
};

/** Least and greatest result, in the output's own numbers. */
const limits = (activation: Activation, y: TensorType): readonly [number, number] =>
  y.dtype === 'float32'
    ? activationRange(activation)
    : quantizedActivationRange(activation, y.quant?.scale[0] ?? 1, y.quant?.zeroPoint[0] ?? 0, y.dtype as IntegerDType);

/** Integer mean, halves away from zero. */
const roundedMean = (sum: number, count: number): number =>
  Math.trunc((sum + (sum > 0 ? 1 : -1) * Math.floor(count / 2)) / count);

/** Runs a pooling; elements of padding are left out of the window. */
export const runPooling = (
  { attrs, inputs, outputs }: Pooling<RunRequest<OpName>>,
  kind: 'max' | 'average',
): readonly TensorData[] => {
  const [x] = inputs;
  const y = outputs[0];
  if (!x || y === undefined) throw new Error('pooling needs an input');
  const data = x.data as Float32Array | Int8Array;
  const [batch, height, width, channels] = x.type.shape as readonly [number, number, number, number];
  const window = geometry(attrs, x.type);
  const [low, high] = limits(attrs.activation, y);
  const rows = window.height.output;
  const columns = window.width.output;
  const result = allocate(y.dtype, batch * rows * columns * channels) as Float32Array;
  const sums = new Float64Array(channels);
  let target = 0;
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < rows; row++) {
      const top = row * attrs.strides[0] - window.height.before;
      for (let column = 0; column < columns; column++, target += channels) {
        const left = column * attrs.strides[1] - window.width.before;
        const bottom = Math.min(height, top + attrs.filter[0]);
        const right = Math.min(width, left + attrs.filter[1]);
        sums.fill(kind === 'max' ? -Infinity : 0);
        for (let py = Math.max(0, top); py < bottom; py++) {
          for (let px = Math.max(0, left); px < right; px++) {
            const from = ((n * height + py) * width + px) * channels;
            if (kind === 'max') {
              for (let c = 0; c < channels; c++) {
                const value = data[from + c] as number;
                if (value > (sums[c] as number)) sums[c] = value;
              }
            } else {
              for (let c = 0; c < channels; c++) sums[c] = (sums[c] as number) + (data[from + c] as number);
            }
          }
        }
        const count = Math.max(0, bottom - Math.max(0, top)) * Math.max(0, right - Math.max(0, left));
        for (let c = 0; c < channels; c++) {
          const sum = sums[c] as number;
          const value = kind === 'max' ? sum : y.dtype === 'float32' ? sum / count : roundedMean(sum, count);
          result[target + c] = value < low ? low : value > high ? high : value;
        }
      }
    }
  }
  return [result];
};
