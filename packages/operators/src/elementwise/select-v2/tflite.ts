import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'select_v2'> = {
  builtin: [123, 'SELECT_V2'],
  options: [98, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['selectv2'] };
