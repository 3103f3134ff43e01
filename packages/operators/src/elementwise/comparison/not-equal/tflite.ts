import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'not_equal'> = {
  builtin: [72, 'NOT_EQUAL'],
  options: [54, {}],
  inputs: [2, 2],
  versions: [
    [4, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['notequal'] };
