import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  beta: [0, 'float32'],
} as const;

const form: TfliteBuiltin<'softmax', typeof fields> = {
  builtin: [25, 'SOFTMAX'],
  options: [9, fields],
  inputs: [1, 1],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['softmax'] };
