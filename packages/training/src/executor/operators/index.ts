import type { OpName } from '@tinyml/core';
import type { Lower } from '../lowering.ts';
import * as activation from './activation.ts';
import * as arithmetic from './arithmetic.ts';
import * as convolution from './convolution.ts';
import { lowerFakeQuant } from './fake-quant.ts';
import { lowerFullyConnected } from './fully-connected.ts';
import { lowerBatchNormalization, lowerDropout } from './normalization.ts';
import { lowerAveragePool2d, lowerMaxPool2d } from './pooling.ts';
import * as reduction from './reduction.ts';
import * as selection from './selection.ts';
import * as shape from './shape.ts';
import { lowerBatchToSpaceNd, lowerSpaceToBatchNd } from './space-batch.ts';

/** How each operator runs in training. What computes shapes or stores integers is absent: it is folded or refused. */
export const lowerings: { readonly [Name in OpName]?: Lower<Name> } = {
  add: arithmetic.lowerAdd,
  average_pool_2d: lowerAveragePool2d,
  batch_normalization: lowerBatchNormalization,
  batch_to_space_nd: lowerBatchToSpaceNd,
  concatenation: shape.lowerConcatenation,
  conv_2d: convolution.lowerConv2d,
  depthwise_conv_2d: convolution.lowerDepthwiseConv2d,
  dropout: lowerDropout,
  expand_dims: shape.lowerReshape,
  fake_quant: lowerFakeQuant,
  fully_connected: lowerFullyConnected,
  gather: selection.lowerGather,
  hard_swish: activation.lowerHardSwish,
  identity: shape.lowerReshape,
  leaky_relu: activation.lowerLeakyRelu,
  logistic: activation.lowerLogistic,
  max_pool_2d: lowerMaxPool2d,
  maximum: arithmetic.lowerMaximum,
  mean: reduction.lowerMean,
  minimum: arithmetic.lowerMinimum,
  mul: arithmetic.lowerMul,
  pack: shape.lowerPack,
  pad: shape.lowerPad,
  reduce_max: reduction.lowerReduceMax,
  reduce_min: reduction.lowerReduceMin,
  reduce_prod: reduction.lowerReduceProd,
  relu: activation.lowerRelu,
  relu6: activation.lowerRelu6,
  relu_n1_to_1: activation.lowerReluN1To1,
  reshape: shape.lowerReshape,
  resize_nearest_neighbor: selection.lowerResizeNearestNeighbor,
  softmax: activation.lowerSoftmax,
  space_to_batch_nd: lowerSpaceToBatchNd,
  split: shape.lowerSplit,
  squeeze: shape.lowerReshape,
  strided_slice: selection.lowerStridedSlice,
  sub: arithmetic.lowerSub,
  tanh: activation.lowerTanh,
  transpose: shape.lowerTranspose,
  transpose_conv: convolution.lowerTransposeConv,
  unpack: shape.lowerUnpack,
};
