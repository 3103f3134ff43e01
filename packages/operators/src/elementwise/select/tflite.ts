import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'select'> = {
  builtin: [64, 'SELECT'],
  options: [47, {}],
  inputs: [3, 3],
  versions: [
    [3, ({ rank }) => rank === 5],
    [2, ({ inputs: [, x] }) => x?.dtype === 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['select'] };
