import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  blockSize: [0, 'int32'],
} as const;

const form: TfliteBuiltin<'space_to_depth', typeof fields> = {
  builtin: [26, 'SPACE_TO_DEPTH'],
  options: [19, fields],
  inputs: [1, 1],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['spacetodepth'] };
