import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'minimum'> = {
  builtin: [57, 'MINIMUM'],
  options: [39, {}],
  inputs: [2, 2],
  versions: [
    [4, 'int16'],
    [3, ({ rank }) => rank > 4],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['minimum'] };
