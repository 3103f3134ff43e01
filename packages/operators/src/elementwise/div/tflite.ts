import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
} as const;

const form: TfliteBuiltin<'div', typeof fields> = {
  builtin: [42, 'DIV'],
  options: [29, fields],
  inputs: [2, 2],
  versions: [[2, ({ rank }) => rank > 4]],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['div', 'realdiv', 'truediv'] };
