import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  min: [0, 'float32'],
  max: [1, 'float32'],
  numBits: [2, 'int32'],
  narrowRange: [3, 'bool'],
} as const;

const form: TfliteBuiltin<'fake_quant', typeof fields> = {
  builtin: [80, 'FAKE_QUANT'],
  options: [58, fields],
  inputs: [1, 1],
  versions: [[2, ({ attrs }) => attrs.narrowRange]],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['fakequantwithminmaxvars'] };
