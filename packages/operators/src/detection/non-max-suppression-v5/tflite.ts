import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'non_max_suppression_v5'> = {
  builtin: [121, 'NON_MAX_SUPPRESSION_V5'],
  options: [96, {}],
  inputs: [6, 6],
  outputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['nonmaxsuppressionv5'] };
