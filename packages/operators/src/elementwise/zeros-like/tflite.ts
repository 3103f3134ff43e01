import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'zeros_like'> = {
  builtin: [93, 'ZEROS_LIKE'],
  options: [67, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['zeroslike'] };
