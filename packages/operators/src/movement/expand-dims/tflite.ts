import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'expand_dims'> = {
  builtin: [70, 'EXPAND_DIMS'],
  options: [52, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form] };
