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

/** A cast to the type that the tensor has. */
const cast: LayerKind = {
  build: (call) => {
    const x = call.given.operand();
    const { dtype } = call.typeOf(x);
    const given = call.given.argument(1, 'dtype') ?? 'float32';
    const wanted = typeof given === 'string' ? given.toLowerCase() : 'an unknown type';
    if (wanted !== dtype) throw call.options.problem(`a cast from ${dtype} to ${wanted} is not supported`);
    return call.emit('identity', {}, [x]);
  },
};

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

export const keras: KerasEntry = {
  layers: {
    ...Object.fromEntries(augmentations.map((name) => [name, inactive])),
    ActivityRegularization: identity,
    GaussianNoise: inactive,
    Identity: identity,
  },
  operations: { cast, copy: operation, identity: operation, stop_gradient: operation },
};
