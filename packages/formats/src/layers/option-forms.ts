import { initializers, type ManifestSchema } from '@tinyml/core/internal';
import type { OptionForms } from './described-layer.ts';

const whole: OptionForms['whole'] = (description, example, minimum = 1) => ({
  type: 'integer', title: 'a whole number', description, examples: [example], minimum, maximum: 65_536,
}); // prettier-ignore
const size: ManifestSchema = { type: 'integer', title: 'a whole number', minimum: 1, maximum: 65_536 };
const pair: OptionForms['pair'] = (description, example) => ({
  title: 'a whole number, or [height, width]', description, examples: [example],
  anyOf: [size, { type: 'array', title: 'a pair of whole numbers', minItems: 2, maxItems: 2, items: size }],
}); // prettier-ignore
const word = (values: readonly string[], title: string, description: string): ManifestSchema => ({
  type: 'string', enum: values, title, description, examples: values.slice(0, 1),
}); // prettier-ignore
const flag: OptionForms['flag'] = (description) => ({
  type: 'boolean', title: 'true or false', description, examples: [false],
}); // prettier-ignore
const number: OptionForms['number'] = (description, example, minimum, maximum) => ({
  type: 'number', title: 'a number', description, examples: [example], minimum, maximum,
}); // prettier-ignore

const initializer = word(
  initializers,
  'an initializer',
  'how the weights begin; default: glorot-uniform, as in Keras. A bias begins as 0',
);
const padding: OptionForms['padding'] = (...more) =>
  word(['valid', 'same', ...more], 'a padding', 'same: the input is padded with zeros; default: valid');
const strides = pair('steps of the window; default: 1', 2);

/** `activations`: by Keras's names, which a manifest writes in kebab-case. */
export const openOptionForms = (activations: readonly string[]): OptionForms => {
  const activation = word(
    activations.map((name) => name.replaceAll('_', '-')),
    'an activation',
    'what the result goes through; default: linear',
  );
  return {
    whole,
    pair,
    flag,
    number,
    activation,
    padding,
    strides,
    filters: whole('number of output channels', 12),
    multiplier: whole('output channels for each input channel; default: 1', 1),
    weighted: {
      activation,
      'use-bias': flag('whether a bias is added; default: true'),
      'kernel-initializer': initializer,
    },
    window: {
      'kernel-size': pair('height and width of the window', 3),
      strides,
      padding: padding(),
      'dilation-rate': pair('distance between taps; default: 1', 2),
    },
  };
};
