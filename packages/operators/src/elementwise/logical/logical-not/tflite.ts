import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'logical_not'> = {
  builtin: [87, 'LOGICAL_NOT'],
  options: [63, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['logicalnot'] };
