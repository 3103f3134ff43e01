import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  keepDims: [0, 'bool'],
} as const;

const form: TfliteBuiltin<'mean', typeof fields> = {
  builtin: [40, 'MEAN'],
  options: [27, fields],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['mean'] };
