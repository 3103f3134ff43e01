import type { Kernel } from '@tinyml/core';
import { activationKernels } from './activation.ts';
import { arithmeticKernels } from './arithmetic.ts';
import { averagePool2dF32, averagePool2dS8, averagePool2dS8Dsp } from './average-pool-2d.ts';
import { batchNormalizationF32 } from './batch-normalization.ts';
import { joiningKernels } from './concatenation.ts';
import { conv2dF32, conv2dF32F16w, conv2dHybrid, conv2dS8 } from './conv-2d.ts';
import { conv2d1x1PlainS8Dsp, conv2d1x1S8Dsp, conv2dPlainS8Dsp, conv2dS8Dsp } from './conv-2d-dsp.ts';
import { conv2d1x1MaxPool2dS8Dsp } from './conv-2d-1x1-max-pool-2d-dsp.ts';
import { conv2dStripS8Dsp } from './conv-2d-strip.ts';
import { conv2dWinogradS8Dsp } from './conv-2d-winograd.ts';
import { conversionKernels } from './conversion.ts';
import { copyKernels } from './copy.ts';
import {
  depthwiseConv2dF32,
  depthwiseConv2dF32F16w,
  depthwiseConv2dHybrid,
  depthwiseConv2dS8,
} from './depthwise-conv-2d.ts';
import {
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
} from './depthwise-conv-2d-dsp.ts';
import { depthwiseConv2dMaxPool2dS8Dsp } from './depthwise-conv-2d-max-pool-2d-dsp.ts';
import { depthwiseConv2dWindowS8Dsp } from './depthwise-conv-2d-window.ts';
import { encodedKernels } from './encoded-weights.ts';
import { fakeQuantF32 } from './fake-quant.ts';
import { fpuKernels } from './fpu-kernels.ts';
import { fullyConnectedF32, fullyConnectedF32F16w, fullyConnectedHybrid, fullyConnectedS8 } from './fully-connected.ts';
import { fullyConnectedDirectPlainS8Dsp, fullyConnectedDirectS8Dsp } from './fully-connected-direct-dsp.ts';
import { fullyConnectedPlainS8Dsp, fullyConnectedS8Dsp } from './fully-connected-dsp.ts';
import { gatherKernels } from './gather.ts';
import { maxPool2dF32, maxPool2dS8, maxPool2dS8Dsp } from './max-pool-2d.ts';
import { meanF32, meanS8 } from './mean.ts';
import { padKernels } from './pad.ts';
import { reduceKernels } from './reduce.ts';
import { resizeNearestNeighbor } from './resize-nearest-neighbor.ts';
import { softmaxKernels } from './softmax.ts';
import { spaceBatchKernels } from './space-batch.ts';
import { split, unpack } from './split.ts';
import { sumDspKernels } from './sum-dsp.ts';
import { takeKernels } from './take.ts';
import { transposeConvF32, transposeConvF32F16w, transposeConvS8 } from './transpose-conv.ts';

/** Every built-in kernel, by name. */
export const builtinKernels: readonly Kernel[] = [
  ...activationKernels,
  ...arithmeticKernels,
  ...conversionKernels,
  ...copyKernels,
  ...encodedKernels,
  ...fpuKernels,
  ...gatherKernels,
  ...padKernels,
  ...reduceKernels,
  ...softmaxKernels,
  ...spaceBatchKernels,
  ...sumDspKernels,
  averagePool2dF32,
  averagePool2dS8,
  averagePool2dS8Dsp,
  batchNormalizationF32,
  ...joiningKernels,
  conv2d1x1MaxPool2dS8Dsp,
  conv2d1x1PlainS8Dsp,
  conv2d1x1S8Dsp,
  conv2dF32,
  conv2dF32F16w,
  conv2dHybrid,
  conv2dPlainS8Dsp,
  conv2dS8,
  conv2dS8Dsp,
  conv2dStripS8Dsp,
  conv2dWinogradS8Dsp,
  depthwiseConv2d3x3S8Dsp,
  depthwiseConv2dF32,
  depthwiseConv2dF32F16w,
  depthwiseConv2dHybrid,
  depthwiseConv2dMaxPool2dS8Dsp,
  depthwiseConv2dS8,
  depthwiseConv2dS8Dsp,
  depthwiseConv2dStride1S8Dsp,
  depthwiseConv2dStride2S8Dsp,
  depthwiseConv2dWindowS8Dsp,
  fakeQuantF32,
  fullyConnectedDirectPlainS8Dsp,
  fullyConnectedDirectS8Dsp,
  fullyConnectedF32,
  fullyConnectedF32F16w,
  fullyConnectedHybrid,
  fullyConnectedPlainS8Dsp,
  fullyConnectedS8,
  fullyConnectedS8Dsp,
  maxPool2dF32,
  maxPool2dS8,
  maxPool2dS8Dsp,
  meanF32,
  meanS8,
  resizeNearestNeighbor,
  split,
  ...takeKernels,
  transposeConvF32,
  transposeConvF32F16w,
  transposeConvS8,
  unpack,
];
