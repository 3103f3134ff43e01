import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'rsqrt'> = {
  builtin: [76, 'RSQRT'],
  inputs: [1, 1],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['rsqrt'] };
