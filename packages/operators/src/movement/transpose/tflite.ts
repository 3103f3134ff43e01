import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'transpose'> = {
  builtin: [39, 'TRANSPOSE'],
  options: [26, {}],
  inputs: [2, 2],
  versions: [
    [5, 'int16'],
    [4, ({ rank }) => rank > 4],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['transpose'] };
