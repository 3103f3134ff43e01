import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'reverse_v2'> = {
  builtin: [105, 'REVERSE_V2'],
  options: [81, {}],
  inputs: [2, 2],
  versions: [
    [3, 'int8'],
    [2, 'bool'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['reversev2'] };
