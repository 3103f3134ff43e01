import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'logical_or'> = {
  builtin: [84, 'LOGICAL_OR'],
  options: [60, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['logicalor'] };
