import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'floor_mod'> = {
  builtin: [95, 'FLOOR_MOD'],
  options: [72, {}],
  inputs: [2, 2],
  versions: [
    [2, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['floormod'] };
