import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  squeezeDims: [0, '[int32]'],
} as const;

const form: TfliteBuiltin<'squeeze', typeof fields> = {
  builtin: [43, 'SQUEEZE'],
  options: [30, fields],
  inputs: [1, 1],
  read: ({ squeezeDims = [] }) => ({ squeezeDims }),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['squeeze'] };
