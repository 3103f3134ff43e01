import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  approximate: [0, 'bool'],
} as const;

const form: TfliteBuiltin<'gelu', typeof fields> = {
  builtin: [150, 'GELU'],
  options: [116, fields],
  inputs: [1, 1],
  versions: [
    [2, 'int8'],
    [2, 'uint8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['gelu'] };
