import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  valuesCount: [0, 'int32'],
  axis: [1, 'int32'],
} as const;

const form: TfliteBuiltin<'pack', typeof fields> = {
  builtin: [83, 'PACK'],
  options: [59, fields],
  inputs: [1, Infinity],
  read: ({ axis }) => ({ axis }),
  write: ({ axis }, { operands }) => ({ axis, valuesCount: operands }),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['stack'] };
