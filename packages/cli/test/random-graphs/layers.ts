import { type Quant, type TensorType } from '@tinyml/core';
import { randomData, type Draft } from './draft.ts';
import { scaleFor } from './elementwise.ts';
import { activations, isStored, partner, typeOf, type Make, type Makers } from './maker.ts';

/** Weights of a layer on `source`: floats, or 8 bits with a scale for each channel or one for all. */
const weightsFor = (
  draft: Draft,
  source: string,
  shape: readonly number[],
  axis: number,
  each: boolean,
): string | undefined => {
  const type = typeOf(draft, source);
  if (type.dtype === 'float32' && type.quant === undefined) {
    const filter: TensorType = { dtype: 'float32', shape };
    return draft.constant(
      filter,
      (randomData(filter, draft.random) as Float32Array).map((x) => x / 4),
    );
  }
  if (!isStored(type) || type.dtype === 'uint8') return undefined;
  const count = each ? (shape[axis] as number) : 1;
  const scale = Array.from({ length: count }, () => Math.fround(0.002 + draft.random.next() * 0.01));
  const quant: Quant = { scale, zeroPoint: scale.map(() => 0), ...(each && { axis }) };
  const filter: TensorType = { dtype: 'int8', shape, quant };
  return draft.constant(
    filter,
    (randomData(filter, draft.random) as Int8Array).map((x) => Math.max(-127, x)),
  );
};

/** A bias under the product of both scales, or none. */
const biasFor = (draft: Draft, source: string, weights: string, channels: number): string | null => {
  if (draft.random.chance(0.25)) return null;
  const type = typeOf(draft, source);
  if (type.dtype === 'float32') {
    const bias: TensorType = { dtype: 'float32', shape: [channels] };
    return draft.constant(bias, randomData(bias, draft.random));
  }
  const { scale } = typeOf(draft, weights).quant as Quant;
  const products = scale.map((one) => Math.fround(one * (type.quant?.scale[0] ?? 1)));
  const quant: Quant = { scale: products, zeroPoint: products.map(() => 0), ...(products.length > 1 && { axis: 0 }) };
  const values = Array.from({ length: channels }, () => draft.random.int(-4000, 4000));
  return type.dtype === 'int16'
    ? draft.constant({ dtype: 'int64', shape: [channels], quant }, BigInt64Array.from(values, BigInt))
    : draft.constant({ dtype: 'int32', shape: [channels], quant }, Int32Array.from(values));
};

const activationOf = (draft: Draft): string => (draft.random.chance(0.5) ? 'none' : draft.random.pick(activations));

const operands = (source: string, filter: string, bias: string | null): readonly string[] =>
  bias === null ? [source, filter] : [source, filter, bias];

const image = (draft: Draft, source: string): readonly [number, number, number, number] | undefined => {
  const { shape } = typeOf(draft, source);
  return shape.length === 4 ? (shape as unknown as readonly [number, number, number, number]) : undefined;
};

const windowOf = (draft: Draft, height: number, width: number) => {
  const { random } = draft;
  return {
    padding: random.pick(['same', 'valid'] as const),
    strides: [random.int(1, 2), random.int(1, 3)],
    size: [random.int(1, Math.min(4, height)), random.int(1, Math.min(5, width))] as const,
  };
};

const convolution = (draft: Draft, source: string) => {
  const shape = image(draft, source);
  if (shape === undefined) return undefined;
  const { size, padding, strides } = windowOf(draft, shape[1], shape[2]);
  // Strides and dilations exclude each other in TensorFlow.
  const dilations =
    String(strides) === '1,1' && draft.random.chance(0.3) ? [draft.random.int(1, 2), draft.random.int(1, 3)] : [1, 1];
  return { shape, size, attrs: { padding, strides, dilations, activation: activationOf(draft) } };
};

const conv2d: Make = (draft, source) => {
  const made = convolution(draft, source);
  if (made === undefined) return undefined;
  const channels = draft.random.int(1, 9);
  const filter = weightsFor(draft, source, [channels, ...made.size, made.shape[3]], 0, true);
  return filter === undefined
    ? undefined
    : draft.node('conv_2d', made.attrs, operands(source, filter, biasFor(draft, source, filter, channels)));
};

const depthwise: Make = (draft, source) => {
  const made = convolution(draft, source);
  if (made === undefined) return undefined;
  const depthMultiplier = draft.random.chance(0.3) ? 2 : 1;
  const channels = made.shape[3] * depthMultiplier;
  const filter = weightsFor(draft, source, [1, ...made.size, channels], 3, true);
  const attrs = { ...made.attrs, depthMultiplier };
  // TensorFlow has one stride for both dimensions.
  const strides = [made.attrs.strides[0], made.attrs.strides[0]];
  return filter === undefined
    ? undefined
    : draft.node(
        'depthwise_conv_2d',
        { ...attrs, strides },
        operands(source, filter, biasFor(draft, source, filter, channels)),
      );
};

const transposeConv: Make = (draft, source) => {
  const shape = image(draft, source);
  if (shape === undefined) return undefined;
  const [batch, height, width, inputs] = shape;
  const { size, padding, strides } = windowOf(draft, 3, 3);
  const channels = draft.random.int(1, 5);
  const filter = weightsFor(draft, source, [channels, ...size, inputs], 0, true);
  if (filter === undefined) return undefined;
  const along = (input: number, axis: 0 | 1): number =>
    padding === 'same' ? input * (strides[axis] as number) : (input - 1) * (strides[axis] as number) + size[axis];
  const result = draft.ints([batch, along(height, 0), along(width, 1), channels]);
  const bias = biasFor(draft, source, filter, channels);
  return draft.node('transpose_conv', { padding, strides, activation: activationOf(draft) }, [
    result,
    filter,
    source,
    ...(bias === null ? [] : [bias]),
  ]);
};

const fullyConnected: Make = (draft, source) => {
  const { shape } = typeOf(draft, source);
  const depth = shape.at(-1);
  if (depth === undefined || shape.length < 2) return undefined;
  const channels = draft.random.int(1, 9);
  const filter = weightsFor(draft, source, [channels, depth], 0, draft.random.chance(0.5));
  const attrs = { activation: activationOf(draft), keepNumDims: draft.random.chance(0.5) };
  return filter === undefined
    ? undefined
    : draft.node('fully_connected', attrs, operands(source, filter, biasFor(draft, source, filter, channels)));
};

const batchMatmul: Make = (draft, source) => {
  const { shape, dtype, quant } = typeOf(draft, source);
  if (shape.length < 2 || (dtype !== 'float32' && !isStored({ dtype, shape, ...(quant && { quant }) })))
    return undefined;
  const [adjX, adjY] = [draft.random.chance(0.3), draft.random.chance(0.5)];
  const depth = shape.at(adjX ? -2 : -1) as number;
  const fits = (other: readonly number[]): boolean =>
    other.length === shape.length &&
    other.at(adjY ? -1 : -2) === depth &&
    String(other.slice(0, -2)) === String(shape.slice(0, -2));
  const other = partner(draft, source, (type) => fits(type.shape));
  if (other !== undefined) return draft.node('batch_matmul', { adjX, adjY }, [source, other]);
  const columns = draft.random.int(1, 6);
  const type: TensorType = {
    dtype,
    shape: [...shape.slice(0, -2), ...(adjY ? [columns, depth] : [depth, columns])],
    ...(quant && { quant }),
  };
  return draft.node('batch_matmul', { adjX, adjY }, [source, draft.constant(type, randomData(type, draft.random))]);
};

const pool =
  (op: string): Make =>
  (draft, source) => {
    const shape = image(draft, source);
    if (shape === undefined) return undefined;
    const { size, padding, strides } = windowOf(draft, shape[1], shape[2]);
    return draft.node(op, { padding, strides, filter: [...size], activation: activationOf(draft) }, [source], 'same');
  };

export const layers: Makers = {
  conv_2d: conv2d,
  depthwise_conv_2d: depthwise,
  transpose_conv: transposeConv,
  fully_connected: fullyConnected,
  batch_matmul: batchMatmul,
  average_pool_2d: pool('average_pool_2d'),
  max_pool_2d: pool('max_pool_2d'),
  l2_pool_2d: pool('l2_pool_2d'),
  l2_normalization: (draft, source) =>
    draft.node(
      'l2_normalization',
      { activation: 'none' },
      [source],
      scaleFor('l2_normalization', draft, typeOf(draft, source)),
    ),
  resize_bilinear: resize('resize_bilinear'),
  resize_nearest_neighbor: resize('resize_nearest_neighbor'),
};

function resize(op: string): Make {
  return (draft, source) => {
    const shape = image(draft, source);
    if (shape === undefined) return undefined;
    if (typeOf(draft, source).dtype === 'bool') return undefined;
    const { random } = draft;
    const alignCorners = random.chance(0.3);
    const attrs = { alignCorners, halfPixelCenters: !alignCorners && random.chance(0.5) };
    return draft.node(
      op,
      attrs,
      [source, draft.ints([random.int(1, 2 * shape[1]), random.int(1, 2 * shape[2])])],
      'same',
    );
  };
}
