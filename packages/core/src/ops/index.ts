import type { Operator } from '../op/define-operator.ts';
import { add } from './add.ts';
import { averagePool2d } from './average-pool-2d.ts';
import { batchNormalization } from './batch-normalization.ts';
import { batchToSpaceNd } from './batch-to-space-nd.ts';
import { concatenation } from './concatenation.ts';
import { conv2d } from './conv-2d.ts';
import { depthwiseConv2d } from './depthwise-conv-2d.ts';
import { dequantize } from './dequantize.ts';
import { dropout } from './dropout.ts';
import { expandDims } from './expand-dims.ts';
import { fakeQuant } from './fake-quant.ts';
import { fullyConnected } from './fully-connected.ts';
import { gatherOperator } from './gather.ts';
import { hardSwish } from './hard-swish.ts';
import { identity } from './identity.ts';
import { leakyRelu } from './leaky-relu.ts';
import { logistic } from './logistic.ts';
import { maxPool2d } from './max-pool-2d.ts';
import { maximum } from './maximum.ts';
import { mean } from './mean.ts';
import { minimum } from './minimum.ts';
import { mul } from './mul.ts';
import { pack } from './pack.ts';
import { pad } from './pad.ts';
import { quantize } from './quantize.ts';
import { reduceMax } from './reduce-max.ts';
import { reduceMin } from './reduce-min.ts';
import { reduceProd } from './reduce-prod.ts';
import { reluN1To1 } from './relu-n1-to-1.ts';
import { relu } from './relu.ts';
import { relu6 } from './relu6.ts';
import { reshape } from './reshape.ts';
import { resizeNearestNeighbor } from './resize-nearest-neighbor.ts';
import { shape } from './shape.ts';
import { softmax } from './softmax.ts';
import { spaceToBatchNd } from './space-to-batch-nd.ts';
import { split } from './split.ts';
import { squeeze } from './squeeze.ts';
import { stridedSlice } from './strided-slice.ts';
import { sub } from './sub.ts';
import { tanh } from './tanh.ts';
import { transposeConv } from './transpose-conv.ts';
import { transpose } from './transpose.ts';
import { unpack } from './unpack.ts';

/** Every built-in operator, by name. */
export const builtinOperators: readonly Operator[] = [
  add,
  averagePool2d,
  batchNormalization,
  batchToSpaceNd,
  concatenation,
  conv2d,
  depthwiseConv2d,
  dequantize,
  dropout,
  expandDims,
  fakeQuant,
  fullyConnected,
  gatherOperator,
  hardSwish,
  identity,
  leakyRelu,
  logistic,
  maximum,
  maxPool2d,
  mean,
  minimum,
  mul,
  pack,
  pad,
  quantize,
  reduceMax,
  reduceMin,
  reduceProd,
  relu,
  relu6,
  reluN1To1,
  reshape,
  resizeNearestNeighbor,
  shape,
  softmax,
  spaceToBatchNd,
  split,
  squeeze,
  stridedSlice,
  sub,
  tanh,
  transpose,
  transposeConv,
  unpack,
];
