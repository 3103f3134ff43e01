import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = { condition: [0, 'int32'], body: [1, 'int32'] } as const;

const form: TfliteBuiltin<'while', typeof fields> = {
  builtin: [119, 'WHILE'],
  options: [93, fields],
  inputs: [1, Infinity],
  outputs: [1, Infinity],
  graphs: ['condition', 'body'],
  read: () => ({}),
  write: () => ({}),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['while'] };
