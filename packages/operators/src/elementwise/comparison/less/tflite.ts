import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'less'> = {
  builtin: [58, 'LESS'],
  options: [41, {}],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['less'] };
