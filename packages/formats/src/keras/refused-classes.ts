/** Why a class of layer cannot be read, and the way out. */
export interface RefusedClass {
  readonly reason: string;
  readonly hint: string;
}

const volumes: RefusedClass = {
  reason: 'no operator has windows along three axes',
  hint: 'layers along three axes are not supported: use those along two, or Reshape one axis into the channels',
};

const texts: RefusedClass = {
  reason: 'strings and tables of words are not on a microcontroller',
  hint: 'preprocess outside of the model: save the part of it that comes after',
};

const foreign: RefusedClass = {
  reason: 'it holds a program of another framework',
  hint: 'write it with layers of Keras, or convert that program by itself',
};

const abstract: RefusedClass = {
  reason: 'it is a base of other classes, and no file has it',
  hint: 'use a layer that is derived from it',
};

const images: RefusedClass = {
  reason: 'it changes images by their own statistics at inference, too',
  hint: 'preprocess outside of the model: save the part of it that comes after',
};

const listed = (names: readonly string[], refused: RefusedClass): readonly (readonly [string, RefusedClass])[] =>
  names.map((name) => [name, refused]);

/** Classes that Keras 2 or 3 has as layers and that are not read, by their names in files. */
export const refusedClasses: ReadonlyMap<string, RefusedClass> = new Map([
  ...listed(
    [
      ...['AdaptiveAveragePooling3D', 'AdaptiveMaxPooling3D', 'AveragePooling3D', 'Conv3D', 'Conv3DTranspose'],
      ...['ConvLSTM3D', 'GlobalAveragePooling3D', 'GlobalMaxPooling3D', 'MaxPooling3D', 'UpSampling3D'],
    ],
    volumes,
  ),
  ...listed(['HashedCrossing', 'Hashing', 'IntegerLookup', 'StringLookup', 'TextVectorization'], texts),
  ...listed(['DenseFeatures', 'FlaxLayer', 'JaxLayer', 'TFSMLayer', 'TorchModuleWrapper'], foreign),
  ...listed(['AbstractRNNCell', 'InputSpec', 'Layer', 'Wrapper'], abstract),
  ...listed(['AutoContrast', 'ContrastLimitedAdaptiveHistogramEqualization'], images),
  [
    'Lambda',
    {
      reason: 'it is Python code, which the file does not describe',
      hint: 'a Lambda layer is Python code: write it with layers (Rescaling, Reshape, …) or as operations on tensors (x * 2.0, tf.reshape), which the file then holds',
    },
  ],
  [
    'MaxNumBoundingBoxes',
    { reason: 'it is for the labels of a data set', hint: 'leave it out of the model that is saved' },
  ],
  ['Pipeline', { reason: 'it is a list of layers for data sets', hint: 'put its layers into the model one by one' }],
  [
    'ReversibleEmbedding',
    { reason: 'one table would be used in two directions', hint: 'use Embedding, and Dense for the way back' },
  ],
]);
