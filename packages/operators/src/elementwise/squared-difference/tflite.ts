import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'squared_difference'> = {
  builtin: [99, 'SQUARED_DIFFERENCE'],
  options: [76, {}],
  inputs: [2, 2],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['squareddifference'] };
