import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'sign'> = {
  builtin: [158, 'SIGN'],
  options: [123, {}],
  inputs: [1, 1],
  versions: [[2, 'int32']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['sign'] };
