import type { KerasEntry, LayerKind } from '@tinyml/formats';

const identity: LayerKind = {
  pointwise: true,
  anyRank: true,
  build: (call) => call.emit('identity', {}, [call.input()]),
};

/** Changes its input in training only. */
const inactive: LayerKind = { ...identity, inference: true };

const operation: LayerKind = {
  pointwise: true,
  build: (call) => call.emit('identity', {}, [call.given.operand()]),
};

/** Layers that make more of the images that a network is trained with. */
const augmentations = [
  'AugMix',
  'CutMix',
  'Equalization',
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
  'Solarization',
];

export const keras: KerasEntry = {
  layers: {
    ...Object.fromEntries(augmentations.map((name) => [name, inactive])),
    ActivityRegularization: identity,
    GaussianNoise: inactive,
    Identity: identity,
  },
  operations: { copy: operation, identity: operation, stop_gradient: operation },
};
