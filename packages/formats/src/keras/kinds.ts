import { activate, reluLayer } from './activation.ts';
import * as arithmetic from './arithmetic.ts';
import { LayerError, optionalNumber } from './config.ts';
import * as convolution from './convolution.ts';
import type { LayerKind } from './layer.ts';
import * as pooling from './pooling.ts';
import * as shaping from './shaping.ts';

const identity: LayerKind = { build: (call) => call.emit('identity', {}, [call.input()]) };

const dropout: LayerKind = {
  build: (call) => call.emit('dropout', { rate: optionalNumber(call.config, 'rate', 0) }, [call.input()]),
};

const leakyRelu: LayerKind = {
  build: (call) => {
    const slope = call.config['negative_slope'] === undefined ? 'alpha' : 'negative_slope';
    return call.emit('leaky_relu', { alpha: Math.fround(optionalNumber(call.config, slope, 0.3)) }, [call.input()]);
  },
};

/** Keras's own layer for a linear activation is nothing; it stays a node, so that every layer is seen. */
const activation: LayerKind = {
  build: (call) => {
    const result = activate(call, call.input());
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
  },
};

const kinds: Readonly<Record<string, LayerKind>> = {
  Activation: activation,
  ActivityRegularization: identity,
  Add: arithmetic.merge('add'),
  AlphaDropout: dropout,
  Average: arithmetic.average,
  AveragePooling1D: pooling.pool1d('average_pool_2d'),
  AveragePooling2D: pooling.pool2d('average_pool_2d'),
  BatchNormalization: arithmetic.batchNormalization,
  BatchNormalizationV1: arithmetic.batchNormalization,
  BatchNormalizationV2: arithmetic.batchNormalization,
  Concatenate: arithmetic.concatenate,
  Conv1D: convolution.conv1d,
  Conv2D: convolution.conv2d,
  Conv2DTranspose: convolution.conv2dTranspose,
  Cropping2D: shaping.cropping2d,
  Dense: convolution.dense,
  DepthwiseConv2D: convolution.depthwiseConv2d,
  Dropout: dropout,
  Flatten: shaping.flatten,
  GaussianDropout: dropout,
  GaussianNoise: identity,
  GlobalAveragePooling1D: pooling.globalAverage([1]),
  GlobalAveragePooling2D: pooling.globalAverage([1, 2]),
  GlobalMaxPooling2D: pooling.globalMax2d,
  LeakyReLU: leakyRelu,
  MaxPooling1D: pooling.pool1d('max_pool_2d'),
  MaxPooling2D: pooling.pool2d('max_pool_2d'),
  Maximum: arithmetic.merge('maximum'),
  Minimum: arithmetic.merge('minimum'),
  Multiply: arithmetic.merge('mul'),
  Normalization: arithmetic.normalization,
  Permute: shaping.permute,
  ReLU: { build: (call) => reluLayer(call, call.input()) },
  Rescaling: arithmetic.rescaling,
  Reshape: shaping.reshape,
  SeparableConv2D: convolution.separableConv2d,
  Softmax: arithmetic.softmaxLayer,
  SpatialDropout1D: dropout,
  SpatialDropout2D: dropout,
  Subtract: arithmetic.merge('sub'),
  UpSampling2D: shaping.upSampling2d,
  ZeroPadding2D: shaping.zeroPadding2d,
};

/** How layers of `className` are translated. @throws LayerError where there is no way. */
export const kindOf = (className: string): LayerKind => {
  const kind = Object.hasOwn(kinds, className) ? kinds[className] : undefined;
  if (kind === undefined) throw new LayerError('layers of this class are not supported');
  return kind;
};
