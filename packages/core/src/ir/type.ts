import { byteWidth, type DType } from './dtype.ts';

/**
 * Affine quantisation, real = scale · (q − zeroPoint): one scale for the tensor, or one per index of `axis`.
 * `scale` and `zeroPoint` have the same length; without `axis` that is 1. Scales are float32 values.
 */
export interface Quant {
  readonly scale: readonly number[];
  readonly zeroPoint: readonly number[];
  readonly axis?: number;
}

/** Dimensions, outermost first; NHWC for images. A scalar has shape []. */
export type Shape = readonly number[];

export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly quant?: Quant;
}

export const elementCount = (shape: Shape): number => shape.reduce((product, dimension) => product * dimension, 1);

/** Bytes of a whole tensor as the IR (and the generated C) stores it. */
export const byteLength = (type: TensorType): number => elementCount(type.shape) * byteWidth(type.dtype);

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((d, i) => d === b[i]);

export const sameQuant = (a: Quant | undefined, b: Quant | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.axis === b.axis &&
    sameShape(a.scale, b.scale) &&
    sameShape(a.zeroPoint, b.zeroPoint));

export const sameType = (a: TensorType, b: TensorType): boolean =>
  a.dtype === b.dtype && sameShape(a.shape, b.shape) && sameQuant(a.quant, b.quant);

/** `int8[1, 28, 28]`, with ` scale 0.0039 zero point -128` where quantised. */
export const formatType = (type: TensorType): string => {
  const base = `${type.dtype}[${type.shape.join(', ')}]`;
  const { quant } = type;
  if (quant === undefined) return base;
  return quant.axis === undefined
    ? `${base} scale ${String(quant.scale[0])} zero point ${String(quant.zeroPoint[0])}`
    : `${base} ${String(quant.scale.length)} scales along axis ${String(quant.axis)}`;
};
