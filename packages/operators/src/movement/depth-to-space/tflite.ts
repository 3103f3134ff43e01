import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  blockSize: [0, 'int32'],
} as const;

const form: TfliteBuiltin<'depth_to_space', typeof fields> = {
  builtin: [5, 'DEPTH_TO_SPACE'],
  options: [94, fields],
  inputs: [1, 1],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['depthtospace'] };
