import { activate, activationLayer, checkOptionsOf } from './activation.ts';
import * as arithmetic from './arithmetic.ts';
import * as borders from './borders.ts';
import { optionalNumber } from './config.ts';
import * as convolution from './convolution.ts';
import type { LayerKind } from './layer.ts';
import type { Layer } from './network.ts';
import { operationOf } from './operations.ts';
import * as pooling from './pooling.ts';
import * as shaping from './shaping.ts';
import { unsupportedLayer } from './unsupported.ts';

const identity: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => call.emit('identity', {}, [call.input()]),
};

/** Changes its input in training only. */
const inactive: LayerKind = { ...identity, inference: true };

const dropout: LayerKind = {
  pointwise: true,
  anyRank: true,
  inference: true,
  build: (call) => call.emit('dropout', { rate: optionalNumber(call.config, 'rate', 0) }, [call.input()]),
};

/** Keras's own layer for a linear activation is nothing; it stays a node, so that every layer is seen. */
const activation: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => {
    const result = activate(call, call.input());
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
  },
};

const activationKind = (name: string): LayerKind => ({
  pointwise: true,
  anyRank: true,
  check: checkOptionsOf(name),
  build: (call) => activationLayer(name)(call, call.input()),
});

/** Layers that make more of the images that a network is trained with. */
const augmentations = [
  'AugMix',
  'CutMix',
  'MixUp',
  'RandAugment',
  'RandomBrightness',
  'RandomColorDegeneration',
  'RandomColorJitter',
  'RandomContrast',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomFlip',
  'RandomGaussianBlur',
  'RandomGrayscale',
  'RandomHeight',
  'RandomHue',
  'RandomInvert',
  'RandomPerspective',
  'RandomPosterization',
  'RandomRotation',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'RandomTranslation',
  'RandomWidth',
  'RandomZoom',
];

const kinds: Readonly<Record<string, LayerKind>> = {
  ...Object.fromEntries(augmentations.map((name) => [name, inactive])),
  Activation: activation,
  ActivityRegularization: identity,
  Add: arithmetic.merge('add'),
  AlphaDropout: dropout,
  Average: arithmetic.average,
  AveragePooling1D: pooling.pool('average_pool_2d', 1),
  AveragePooling2D: pooling.pool('average_pool_2d', 2),
  BatchNormalization: arithmetic.batchNormalization,
  BatchNormalizationV1: arithmetic.batchNormalization,
  BatchNormalizationV2: arithmetic.batchNormalization,
  CenterCrop: borders.centerCrop,
  Concatenate: arithmetic.concatenate,
  Conv1D: convolution.convolution(1),
  Conv1DTranspose: convolution.transposed(1),
  Conv2D: convolution.convolution(2),
  Conv2DTranspose: convolution.transposed(2),
  Cropping1D: borders.cropping(1),
  Cropping2D: borders.cropping(2),
  Dense: convolution.dense,
  DepthwiseConv1D: convolution.depthwise(1),
  DepthwiseConv2D: convolution.depthwise(2),
  Dropout: dropout,
  Embedding: convolution.embedding,
  Flatten: shaping.flatten,
  GaussianDropout: dropout,
  GaussianNoise: inactive,
  GlobalAveragePooling1D: pooling.globalAverage(1),
  GlobalAveragePooling2D: pooling.globalAverage(2),
  GlobalMaxPooling1D: pooling.globalMax(1),
  GlobalMaxPooling2D: pooling.globalMax(2),
  Identity: identity,
  LeakyReLU: activationKind('LeakyReLU'),
  MaxPooling1D: pooling.pool('max_pool_2d', 1),
  MaxPooling2D: pooling.pool('max_pool_2d', 2),
  Maximum: arithmetic.merge('maximum'),
  Minimum: arithmetic.merge('minimum'),
  Multiply: arithmetic.merge('mul'),
  Normalization: arithmetic.normalization,
  PReLU: arithmetic.prelu,
  Permute: shaping.permute,
  RandomCrop: borders.randomCrop,
  ReLU: activationKind('ReLU'),
  RepeatVector: shaping.repeatVector,
  Rescaling: arithmetic.rescaling,
  Reshape: shaping.reshape,
  Resizing: borders.resizingLayer,
  SeparableConv1D: convolution.separable(1),
  SeparableConv2D: convolution.separable(2),
  Softmax: arithmetic.softmaxLayer,
  SpatialDropout1D: dropout,
  SpatialDropout2D: dropout,
  SpatialDropout3D: dropout,
  Subtract: arithmetic.merge('sub'),
  UpSampling1D: borders.upSampling(1),
  UpSampling2D: borders.upSampling(2),
  ZeroPadding1D: borders.zeroPadding(1),
  ZeroPadding2D: borders.zeroPadding(2),
};

/** Classes of layers that are translated. */
export const layerClasses: readonly string[] = [...Object.keys(kinds), 'TimeDistributed'].toSorted();

/** How a layer or an operation is translated; undefined where there is no way. */
export const findKind = (layer: Layer): LayerKind | undefined => {
  if (layer.operation === true) return operationOf(layer);
  return Object.hasOwn(kinds, layer.className) ? kinds[layer.className] : undefined;
};

/** @throws LayerError where there is no way to translate the layer. */
export const requireKind = (layer: Layer): LayerKind => {
  const kind = findKind(layer);
  if (kind === undefined) throw unsupportedLayer(layer);
  return kind;
};
