import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
  potScaleInt16: [1, 'bool', 1],
} as const;

const form: TfliteBuiltin<'add', typeof fields> = {
  builtin: [0, 'ADD'],
  options: [11, fields],
  inputs: [2, 2],
  // True is the schema's default, and what an absent attribute means.
  read: ({ activation, potScaleInt16 }) => (potScaleInt16 ? { activation } : { activation, potScaleInt16 }),
  write: (attrs) => attrs,
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['add', 'addv2'] };
