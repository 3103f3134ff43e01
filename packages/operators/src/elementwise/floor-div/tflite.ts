import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'floor_div'> = {
  builtin: [90, 'FLOOR_DIV'],
  options: [65, {}],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [3, 'int8'],
    [2, 'float32'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['floordiv'] };
