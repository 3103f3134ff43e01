import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'equal'> = {
  builtin: [71, 'EQUAL'],
  options: [53, {}],
  inputs: [2, 2],
  versions: [
    [5, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['equal'] };
