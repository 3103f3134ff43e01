import {
  allocate,
  constantValue,
  elementCount,
  fromBytes,
  type Constants,
  type Quant,
  type TensorData,
  type TensorType,
  type Value,
} from '@tinyml/core';

/** Indices along an axis that stay, in order. */
export type Kept = readonly number[];

const pick = <T>(list: readonly T[], kept: Kept): readonly T[] =>
  kept.flatMap((i) => (i < list.length ? [list[i] as T] : []));

const pickQuant = (quant: Quant, axis: number, kept: Kept): Quant =>
  quant.axis === axis ? { ...quant, scale: pick(quant.scale, kept), zeroPoint: pick(quant.zeroPoint, kept) } : quant;

const pickType = ({ dtype, shape, quant }: TensorType, axis: number, kept: Kept): TensorType => ({
  dtype,
  shape: shape.map((size, i) => (i === axis ? kept.length : size)),
  ...(quant && { quant: pickQuant(quant, axis, kept) }),
});

const pickData = ({ dtype, shape }: TensorType, data: TensorData, axis: number, kept: Kept): TensorData => {
  const inner = elementCount(shape.slice(axis + 1));
  const size = shape[axis] ?? 1;
  const result = allocate(dtype, (data.length / size) * kept.length) as Int8Array;
  let to = 0;
  for (let start = 0; start < data.length; start += size * inner) {
    for (const index of kept) {
      const from = start + index * inner;
      result.set((data as Int8Array).subarray(from, from + inner), to);
      to += inner;
    }
  }
  return result;
};

/** `value` without all but `kept` along `axis`: its elements, scales and intended ranges. */
export const pickValue = (value: Value, axis: number, kept: Kept, constants: Constants): Value => {
  const { type, data, intent } = value;
  const elements = data && fromBytes(type.dtype, constants.get(data));
  const picked = pickType(type, axis, kept);
  return {
    ...value,
    type: picked,
    ...(elements && constantValue(constants, value.id, picked, pickData(type, elements, axis, kept))),
    ...(intent?.range && intent.axis === axis && { intent: { ...intent, range: pick(intent.range, kept) } }),
  };
};
