import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'slice'> = {
  builtin: [65, 'SLICE'],
  options: [48, {}],
  inputs: [3, 3],
  versions: [
    [5, ({ rank }) => rank > 4],
    [4, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['slice'] };
