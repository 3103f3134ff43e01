import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = { first: [0, 'int32'], second: [1, 'int32'] } as const;

const form: TfliteBuiltin<'if', typeof fields> = {
  builtin: [118, 'IF'],
  options: [92, fields],
  inputs: [1, Infinity],
  outputs: [1, Infinity],
  graphs: ['first', 'second'],
  read: () => ({}),
  write: () => ({}),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['if', 'cond'] };
