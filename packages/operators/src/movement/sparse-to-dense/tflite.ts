import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  validateIndices: [0, 'bool'],
} as const;

const form: TfliteBuiltin<'sparse_to_dense', typeof fields> = {
  builtin: [68, 'SPARSE_TO_DENSE'],
  options: [50, fields],
  inputs: [4, 4],
  versions: [
    [3, ({ inputs }) => inputs[2]?.dtype === 'int8' || inputs[2]?.dtype === 'uint8'],
    [2, ({ inputs }) => inputs[2]?.dtype === 'int64'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['sparsetodense'] };
