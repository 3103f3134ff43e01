import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
} as const;

const form: TfliteBuiltin<'add', typeof fields> = {
  builtin: [0, 'ADD'],
  options: [11, fields],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['add', 'addv2'] };
