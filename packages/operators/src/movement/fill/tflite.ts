import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'fill'> = {
  builtin: [94, 'FILL'],
  options: [68, {}],
  inputs: [2, 2],
  versions: [
    [3, ({ inputs: [, value] }) => value?.dtype === 'int8' || value?.dtype === 'int16'],
    [2, ({ inputs: [, value] }) => value?.dtype === 'bool'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['fill'] };
