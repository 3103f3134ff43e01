import type { LayerKind } from './layer.ts';
import type { Layer } from './network.ts';
import * as arithmetic from './operations/arithmetic.ts';
import * as image from './operations/image.ts';
import * as nonlinearity from './operations/nonlinearity.ts';
import * as part from './operations/part.ts';
import * as reduction from './operations/reduction.ts';
import * as shape from './operations/shape.ts';

/** Operations on tensors, by TensorFlow's names and by Keras 3's in snake case. */
const operations: Readonly<Record<string, LayerKind>> = {
  abs: arithmetic.absolute,
  absolute: arithmetic.absolute,
  add: arithmetic.binary('add'),
  add_n: arithmetic.sumOfList,
  amax: reduction.foldOf('reduce_max'),
  amin: reduction.foldOf('reduce_min'),
  average_pool: image.pool('average_pool_2d'),
  avg_pool: image.pool('average_pool_2d'),
  avg_pool1d: image.pool('average_pool_2d'),
  avg_pool2d: image.pool('average_pool_2d'),
  bias_add: arithmetic.binary('add'),
  cast: shape.cast,
  clip: arithmetic.clipped,
  clip_by_value: arithmetic.clipped,
  concat: shape.concatenate,
  concatenate: shape.concatenate,
  copy: shape.identity,
  divide: arithmetic.divide,
  expand_dims: shape.expandDims,
  flip: part.flip,
  gather: part.take,
  gelu: nonlinearity.geluOf,
  get_item: part.getItem,
  getitem: part.getItem,
  hard_sigmoid: nonlinearity.named('hard_sigmoid'),
  hard_silu: nonlinearity.named('hard_silu'),
  hard_tanh: nonlinearity.named('hard_tanh'),
  identity: shape.identity,
  leaky_relu: nonlinearity.leaky,
  max: reduction.foldOf('reduce_max'),
  max_pool: image.pool('max_pool_2d'),
  max_pool1d: image.pool('max_pool_2d'),
  max_pool2d: image.pool('max_pool_2d'),
  maximum: arithmetic.binary('maximum'),
  mean: reduction.meanOf,
  min: reduction.foldOf('reduce_min'),
  minimum: arithmetic.binary('minimum'),
  moveaxis: shape.moveAxis,
  mul: arithmetic.binary('mul'),
  multiply: arithmetic.binary('mul'),
  neg: arithmetic.negative,
  negative: arithmetic.negative,
  pad: part.pad,
  pad_images: image.padImages,
  permute_dims: shape.transpose,
  pow: arithmetic.power,
  power: arithmetic.power,
  prod: reduction.foldOf('reduce_prod'),
  ravel: shape.ravel,
  re_lu: nonlinearity.reluWithOptions,
  reduce_max: reduction.foldOf('reduce_max'),
  reduce_mean: reduction.meanOf,
  reduce_min: reduction.foldOf('reduce_min'),
  reduce_prod: reduction.foldOf('reduce_prod'),
  reduce_sum: reduction.sumOf,
  reduce_variance: reduction.varianceOf,
  relu: nonlinearity.named('relu'),
  relu6: nonlinearity.named('relu6'),
  repeat: part.repeat,
  reshape: shape.reshape,
  resize: image.resize,
  reverse: part.flip,
  shape: shape.shapeOperation,
  sigmoid: nonlinearity.named('sigmoid'),
  silu: nonlinearity.named('silu'),
  slice: part.beginAndSize,
  soft_shrink: nonlinearity.softShrinkOf,
  softmax: nonlinearity.softmaxOf,
  sparse_sigmoid: nonlinearity.named('sparse_sigmoid'),
  split: part.split,
  square: arithmetic.square,
  squared_difference: arithmetic.squaredDifference,
  squeeze: shape.squeeze,
  stack: shape.stack,
  stop_gradient: shape.identity,
  sub: arithmetic.binary('sub'),
  subtract: arithmetic.binary('sub'),
  sum: reduction.sumOf,
  swapaxes: shape.swapAxes,
  swish: nonlinearity.named('silu'),
  take: part.take,
  tanh: nonlinearity.named('tanh'),
  tanh_shrink: nonlinearity.named('tanh_shrink'),
  tile: part.tile,
  transpose: shape.transpose,
  true_divide: arithmetic.divide,
  truediv: arithmetic.divide,
  unstack: part.unstack,
  var: reduction.varianceOf,
};

/** Names of the operations that are translated. */
export const operationNames: readonly string[] = Object.keys(operations);

const namespaces = new Set(['', '__operators__', 'compat.v1', 'compat.v1.math', 'compat.v1.nn', 'image', 'math', 'nn']);

const snakeCase = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** TensorFlow's name of a Keras 2 operation: `math.multiply`. */
export const functionOf = ({ config }: Layer): string | undefined =>
  typeof config['function'] === 'string' ? config['function'] : undefined;

const nameOf = (layer: Layer): string | undefined => {
  const path = functionOf(layer);
  if (path === undefined) return snakeCase(layer.className);
  const dot = path.lastIndexOf('.');
  return namespaces.has(path.slice(0, Math.max(dot, 0))) ? path.slice(dot + 1) : undefined;
};

/** How an operation is translated; undefined where it is not. */
export const operationOf = (layer: Layer): LayerKind | undefined => {
  const name = nameOf(layer);
  return name !== undefined && Object.hasOwn(operations, name) ? operations[name] : undefined;
};
