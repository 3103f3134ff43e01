import { initializers } from '../model/initial-values.ts';
import type { ManifestSchema } from './schema.ts';

/** A kind of layer that `model: { layers }` knows. Options are Keras's, in kebab-case; defaults are Keras's too. */
export interface LayerForm {
  /** Keras's class. */
  readonly className: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, ManifestSchema>>;
  /** Options without a default. */
  readonly required?: readonly string[];
  /** The option that a bare value stands for: `max-pool: 2`. */
  readonly short?: string;
}

const whole = (description: string, example: number, minimum = 1): ManifestSchema => ({
  type: 'integer', title: 'a whole number', description, examples: [example], minimum, maximum: 65_536,
}); // prettier-ignore
const size: ManifestSchema = { type: 'integer', title: 'a whole number', minimum: 1, maximum: 65_536 };
const pair = (description: string, example: unknown): ManifestSchema => ({
  title: 'a whole number, or [height, width]', description, examples: [example],
  anyOf: [size, { type: 'array', title: 'a pair of whole numbers', minItems: 2, maxItems: 2, items: size }],
}); // prettier-ignore
const word = (values: readonly string[], title: string, description: string): ManifestSchema => ({
  type: 'string', enum: values, title, description, examples: values.slice(0, 1),
}); // prettier-ignore
const flag = (description: string): ManifestSchema => ({
  type: 'boolean', title: 'true or false', description, examples: [false],
}); // prettier-ignore

const activation = word(
  ['relu', 'relu6', 'leaky-relu', 'sigmoid', 'tanh', 'softmax', 'swish', 'hard-swish', 'linear'],
  'an activation',
  'what the result goes through; default: linear',
);
const initializer = word(
  initializers,
  'an initializer',
  'how the weights begin; default: glorot-uniform, as in Keras. A bias begins as 0',
);
const padding = (...more: readonly string[]): ManifestSchema =>
  word(['valid', 'same', ...more], 'a padding', 'same: the input is padded with zeros; default: valid');
const bias = flag('whether a bias is added; default: true');
const strides = pair('steps of the window; default: 1', 2);
const dilation = pair('distance between taps; default: 1', 2);

const weighted = { activation, 'use-bias': bias, 'kernel-initializer': initializer };
const window2d = { 'kernel-size': pair('height and width of the window', 3), strides, padding: padding(), 'dilation-rate': dilation }; // prettier-ignore
const filters = whole('number of output channels', 12);
const multiplier = whole('output channels for each input channel; default: 1', 1);

const pooling = (rank: 1 | 2): Pick<LayerForm, 'options' | 'short'> => {
  const of = rank === 1 ? whole : pair;
  const options = {
    'pool-size': of('size of the window; default: 2', 2),
    strides: of('steps of the window; default: its size', 2),
    padding: padding(),
  };
  return { short: 'pool-size', options };
};

/** Every kind, by its name. `residual` stands apart: it holds layers. */
export const layerForms: Readonly<Record<string, LayerForm>> = {
  activation: { className: 'Activation', summary: 'an activation alone', options: { activation }, required: ['activation'], short: 'activation' },
  'average-pool': { className: 'AveragePooling2D', summary: 'mean of each window', ...pooling(2) },
  'average-pool1d': { className: 'AveragePooling1D', summary: 'mean of each window of a sequence', ...pooling(1) },
  'batch-norm': {
    className: 'BatchNormalization', summary: 'normalises each channel, by the batch in training',
    options: { epsilon: { type: 'number', title: 'a number', description: 'added to the variance; default: 0.001', examples: [0.001], minimum: 1e-12, maximum: 1 }, momentum: { type: 'number', title: 'a number', description: 'share of the moving mean and variance that a step of training keeps; default: 0.99', examples: [0.9], minimum: 0, maximum: 0.9999 }, center: flag('whether beta is added; default: true'), scale: flag('whether gamma multiplies; default: true') },
  },
  conv1d: {
    className: 'Conv1D', summary: 'convolution of a sequence [length, channels]', required: ['filters', 'kernel-size'],
    options: { filters, 'kernel-size': whole('length of the window', 3), strides: whole('steps of the window; default: 1', 2), padding: padding('causal'), 'dilation-rate': whole('distance between taps; default: 1', 2), ...weighted },
  },
  conv2d: { className: 'Conv2D', summary: 'convolution of an image [height, width, channels]', options: { filters, ...window2d, ...weighted }, required: ['filters', 'kernel-size'] },
  'conv2d-transpose': {
    className: 'Conv2DTranspose', summary: 'transposed convolution: enlarges the image', required: ['filters', 'kernel-size'],
    options: { filters, 'kernel-size': window2d['kernel-size'], strides, padding: padding(), ...weighted },
  },
  dense: { className: 'Dense', summary: 'fully connected', options: { units: whole('number of outputs', 10), ...weighted }, required: ['units'], short: 'units' },
  'depthwise-conv2d': { className: 'DepthwiseConv2D', summary: 'convolution of each channel by itself', options: { ...window2d, 'depth-multiplier': multiplier, ...weighted }, required: ['kernel-size'] },
  dropout: {
    className: 'Dropout', summary: 'sets a share of the values to 0 in training', required: ['rate'], short: 'rate',
    options: { rate: { type: 'number', title: 'a number', description: 'share of the values, 0 to 1', examples: [0.5], minimum: 0, maximum: 0.999 } },
  },
  flatten: { className: 'Flatten', summary: 'one row out of all values', options: {} },
  'global-average-pool': { className: 'GlobalAveragePooling2D', summary: 'mean of each channel', options: {} },
  'global-average-pool1d': { className: 'GlobalAveragePooling1D', summary: 'mean of each channel of a sequence', options: {} },
  'global-max-pool': { className: 'GlobalMaxPooling2D', summary: 'maximum of each channel', options: {} },
  'max-pool': { className: 'MaxPooling2D', summary: 'maximum of each window', ...pooling(2) },
  'max-pool1d': { className: 'MaxPooling1D', summary: 'maximum of each window of a sequence', ...pooling(1) },
  reshape: {
    className: 'Reshape', summary: 'the same values in another shape', required: ['target-shape'], short: 'target-shape',
    options: { 'target-shape': { type: 'array', title: 'a shape', description: 'shape of one sample; one size may be -1', examples: [[7, 7, 4]], minItems: 1, maxItems: 5, items: { type: 'integer', title: 'a whole number', minimum: -1, maximum: 65_536 } } },
  },
  'separable-conv2d': { className: 'SeparableConv2D', summary: 'depthwise, then 1×1: a cheap convolution', options: { filters, ...window2d, 'depth-multiplier': multiplier, ...weighted }, required: ['filters', 'kernel-size'] },
  'up-sampling': { className: 'UpSampling2D', summary: 'repeats rows and columns', options: { size: pair('how often; default: 2', 2) }, short: 'size' },
  'zero-padding': { className: 'ZeroPadding2D', summary: 'adds rows and columns of zeros', options: { padding: pair('how many on each side; default: 1', 1) }, short: 'padding' },
}; // prettier-ignore

const name: ManifestSchema = {
  type: 'string', title: 'a name', description: "the layer's name; default: its kind, numbered", examples: ['head'], pattern: String.raw`^[A-Za-z_]\w*$`, minLength: 1, maxLength: 60,
}; // prettier-ignore

/** What the options of a kind are checked against. `kernel` is short for `kernel-size`. */
export const optionsSchema = ({ options, required = [], summary }: LayerForm): ManifestSchema => {
  const kernel = options['kernel-size'];
  return {
    type: 'object', title: 'a mapping', description: summary, additionalProperties: false,
    properties: { ...options, ...(kernel && { kernel: { ...kernel, description: 'short for kernel-size' } }), name },
    required: required.filter((key) => key !== 'kernel-size'),
  }; // prettier-ignore
};

/** The value of a kind's key: its options, or what `short` stands for. */
const valueSchema = (form: LayerForm): ManifestSchema => {
  const bare = form.short === undefined ? undefined : form.options[form.short];
  const alternatives = bare === undefined ? [] : (bare.anyOf ?? [bare]);
  return { description: form.summary, anyOf: [...alternatives, optionsSchema(form), { type: 'null' }] };
};

const listOf = (layer: ManifestSchema, description: string): ManifestSchema => ({
  type: 'array', minItems: 1, maxItems: 1000, title: 'a list of layers', description, items: layer,
}); // prettier-ignore

const bareNames = Object.entries(layerForms).flatMap(([key, { required = [] }]) =>
  required.length === 0 ? [key] : [],
);

const layerSchema = (more: Readonly<Record<string, ManifestSchema>>): ManifestSchema => ({
  title: 'a layer',
  anyOf: [
    { type: 'string', title: 'the name of a layer', enum: bareNames },
    {
      type: 'object', title: 'a name with options', minProperties: 1, maxProperties: 1, additionalProperties: false,
      properties: { ...Object.fromEntries(Object.entries(layerForms).map(([key, form]) => [key, valueSchema(form)])), ...more },
    },
  ],
}); // prettier-ignore

const plain = layerSchema({});
const branch = listOf(plain, 'layers whose result is added');

/** Options of `residual` where it is a mapping. */
export const residualSchema: ManifestSchema = {
  type: 'object', title: 'a mapping', additionalProperties: false, required: ['layers'],
  properties: { layers: branch, shortcut: listOf(plain, 'layers of the other branch; default: the input as it is'), name },
}; // prettier-ignore

/** Layers of an untrained network, first to last. */
export const layersSchema: ManifestSchema = {
  ...listOf(
    layerSchema({ residual: { description: "the input, plus what the layers make of it", anyOf: [branch, residualSchema] } }),
    'layers of an untrained network, first to last: see docs/training.md',
  ),
  examples: [['flatten', { dense: { units: 10, activation: 'softmax' } }]],
}; // prettier-ignore
