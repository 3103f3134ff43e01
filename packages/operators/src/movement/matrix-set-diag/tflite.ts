import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'matrix_set_diag'> = {
  builtin: [115, 'MATRIX_SET_DIAG'],
  options: [90, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['matrixsetdiag'] };
