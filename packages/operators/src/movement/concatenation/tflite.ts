import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  axis: [0, 'int32'],
  activation: [1, 'activation'],
} as const;

const form: TfliteBuiltin<'concatenation', typeof fields> = {
  builtin: [2, 'CONCATENATION'],
  options: [10, fields],
  inputs: [1, Infinity],
  skipsEmpty: true,
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['concat'] };
