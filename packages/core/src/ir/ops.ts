import type { NoAttributes } from '../op/no-attributes.ts';

/** Activation that a layer applies to its own result. */
export type Activation = 'none' | 'relu' | 'relu_n1_to_1' | 'relu6';

/**
 * Zero padding of a spatial operator. `same` and `valid` as TensorFlow defines them; a list is explicit:
 * [top, bottom, left, right] in elements (TensorFlow Lite has no such form: its writer emits a PAD in front).
 */
export type Padding = 'same' | 'valid' | readonly [top: number, bottom: number, left: number, right: number];

/** [height, width] */
export type Pair = readonly [height: number, width: number];

/** Attributes of an operator that nothing here knows. */
export type Attributes = object;

/**
 * Every operator's attributes; inputs are listed beside each, `?` marks one that may be null or absent.
 * Names and semantics are TensorFlow Lite's. Operands that TensorFlow Lite passes as (usually constant) tensors
 * stay tensors here. A package adds an operator by augmenting this interface:
 * `declare module '@tinyml/core' { interface Ops { my_op: { readonly alpha: number } } }`.
 */
export interface Ops {
  readonly [name: string]: Attributes;
  /** x [n,h,w,c], filter [o,kh,kw,c], bias? [o] */
  conv_2d: {
    readonly padding: Padding;
    readonly strides: Pair;
    readonly dilations: Pair;
    readonly activation: Activation;
  };
  /** x [n,h,w,c], filter [1,kh,kw,c·m], bias? [c·m] */
  depthwise_conv_2d: {
    readonly padding: Padding;
    readonly strides: Pair;
    readonly dilations: Pair;
    readonly depthMultiplier: number;
    readonly activation: Activation;
  };
  /** outputShape int32[4], filter [o,kh,kw,c], x [n,h,w,c], bias? [o] */
  transpose_conv: { readonly padding: 'same' | 'valid'; readonly strides: Pair; readonly activation: Activation };
  /** x [..., k], filter [o,k], bias? [o] */
  fully_connected: {
    readonly activation: Activation;
    readonly keepNumDims: boolean;
    /** float32 x, int8 filter: quantise x with a zero point. Default: symmetrically. */
    readonly asymmetricQuantizeInputs?: boolean;
  };
  /** x [n,h,w,c] */
  max_pool_2d: {
    readonly padding: Padding;
    readonly strides: Pair;
    readonly filter: Pair;
    readonly activation: Activation;
  };
  /** x [n,h,w,c]; padding does not count in the mean */
  average_pool_2d: {
    readonly padding: Padding;
    readonly strides: Pair;
    readonly filter: Pair;
    readonly activation: Activation;
  };
  /** x, axes int32[k] */
  mean: { readonly keepDims: boolean };
  /** a, b; NumPy broadcasting */
  add: { readonly activation: Activation; readonly potScaleInt16?: boolean };
  sub: { readonly activation: Activation; readonly potScaleInt16?: boolean };
  mul: { readonly activation: Activation };
  minimum: NoAttributes;
  maximum: NoAttributes;
  /** x, paddings int32[rank,2], value? scalar (default: real 0) */
  pad: NoAttributes;
  /** any number of tensors */
  concatenation: { readonly axis: number; readonly activation: Activation };
  /** x, shape? int32[k]; one of the operand and `newShape` gives the shape, −1 once for "the rest" */
  reshape: { readonly newShape?: readonly number[] };
  /** x */
  squeeze: { readonly squeezeDims: readonly number[] };
  /** x, perm int32[rank] */
  transpose: NoAttributes;
  /** x, axis int32 scalar */
  expand_dims: NoAttributes;
  /** x; the result lists its dimensions */
  shape: { readonly outType: 'int32' | 'int64' };
  /** any number of tensors of one shape, side by side along a new axis */
  pack: { readonly axis: number };
  /** x; one result for each index along `axis` */
  unpack: { readonly axis: number; readonly count: number };
  /** x, indices int32 */
  gather: { readonly axis: number; readonly batchDims: number };
  /** x [n,…spatial,…], blockShape int32[k], paddings int32[k,2] */
  space_to_batch_nd: NoAttributes;
  /** x [n,…spatial,…], blockShape int32[k], crops int32[k,2] */
  batch_to_space_nd: NoAttributes;
  /** x, axes int32[k] */
  reduce_max: { readonly keepDims: boolean };
  reduce_min: { readonly keepDims: boolean };
  reduce_prod: { readonly keepDims: boolean };
  /** x; over the last axis */
  softmax: { readonly beta: number };
  logistic: NoAttributes;
  tanh: NoAttributes;
  relu: NoAttributes;
  relu_n1_to_1: NoAttributes;
  relu6: NoAttributes;
  leaky_relu: { readonly alpha: number };
  hard_swish: NoAttributes;
  /** x; float32 → integer, or integer → integer (rescale) */
  quantize: NoAttributes;
  /** x; integer or float16 → float32 */
  dequantize: NoAttributes;
  /** x */
  fake_quant: { readonly min: number; readonly max: number; readonly numBits: number; readonly narrowRange: boolean };
  /** axis int32 scalar, x; `numSplits` outputs of equal size */
  split: { readonly numSplits: number };
  /** x, begin int32[k], end int32[k], strides int32[k] */
  strided_slice: {
    readonly beginMask: number;
    readonly endMask: number;
    readonly ellipsisMask: number;
    readonly newAxisMask: number;
    readonly shrinkAxisMask: number;
  };
  /** x [n,h,w,c], size int32[2] */
  resize_nearest_neighbor: { readonly alignCorners: boolean; readonly halfPixelCenters: boolean };
  /** x, mean [c], variance [c], gamma? [c], beta? [c]; over the last axis: Keras's layer at inference, not TensorFlow Lite's. momentum: share of the moving statistics that a step of training keeps; absent: 0.99 */
  batch_normalization: { readonly epsilon: number; readonly momentum?: number };
  /** x; Identity and NoOp of the source format */
  identity: NoAttributes;
  /** x; nothing at inference */
  dropout: { readonly rate: number };
}

export type OpName = string;
