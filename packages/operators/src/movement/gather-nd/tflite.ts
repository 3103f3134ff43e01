import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'gather_nd'> = {
  builtin: [107, 'GATHER_ND'],
  options: [83, {}],
  inputs: [2, 2],
  versions: [
    [5, 'bool'],
    [3, 'int16'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['gathernd'] };
