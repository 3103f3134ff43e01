import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'greater_equal'> = {
  builtin: [62, 'GREATER_EQUAL'],
  options: [45, {}],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['greaterequal'] };
