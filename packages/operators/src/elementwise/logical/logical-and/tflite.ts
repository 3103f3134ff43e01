import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'logical_and'> = {
  builtin: [86, 'LOGICAL_AND'],
  options: [62, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['logicaland'] };
