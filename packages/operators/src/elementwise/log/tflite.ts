import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'log'> = {
  builtin: [73, 'LOG'],
  inputs: [1, 1],
  versions: [
    [2, 'int8'],
    [2, 'int16'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['log'] };
