import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  mode: [0, 'int8'],
} as const;

const form: TfliteBuiltin<'mirror_pad', typeof fields> = {
  builtin: [100, 'MIRROR_PAD'],
  options: [77, fields],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
  read: ({ mode }) => ({ mode: mode === 0 ? 'reflect' : 'symmetric' }),
  write: ({ mode }) => ({ mode: mode === 'reflect' ? 0 : 1 }),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['mirrorpad'] };
