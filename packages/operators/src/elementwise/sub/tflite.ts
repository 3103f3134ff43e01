import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
} as const;

const form: TfliteBuiltin<'sub', typeof fields> = {
  builtin: [41, 'SUB'],
  options: [28, fields],
  inputs: [2, 2],
  versions: [
    [5, 'int16'],
    [3, ({ rank }) => rank > 4],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['sub'] };
