import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'matrix_diag'> = {
  builtin: [113, 'MATRIX_DIAG'],
  options: [88, {}],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['matrixdiag', 'diag'] };
