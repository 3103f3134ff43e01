import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'add_n'> = {
  builtin: [106, 'ADD_N'],
  options: [82, {}],
  inputs: [1, Infinity],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['addn'] };
