import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'right_shift'> = {
  builtin: [161, 'RIGHT_SHIFT'],
  options: [126, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['rightshift'] };
