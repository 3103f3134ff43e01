import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'non_max_suppression_v4'> = {
  builtin: [120, 'NON_MAX_SUPPRESSION_V4'],
  options: [95, {}],
  inputs: [5, 5],
  outputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['nonmaxsuppressionv4'] };
