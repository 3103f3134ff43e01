import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'less_equal'> = {
  builtin: [63, 'LESS_EQUAL'],
  options: [46, {}],
  inputs: [2, 2],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['lessequal'] };
