import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'hard_swish'> = {
  builtin: [117, 'HARD_SWISH'],
  options: [91, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form] };
