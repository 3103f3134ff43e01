import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const versions = [
  [3, 'int16'],
  [2, 'int8'],
] as const;

const zeros: TfliteBuiltin<'pad'> = { builtin: [34, 'PAD'], options: [22, {}], inputs: [2, 2], versions };

/** With a value of its own. */
const values: TfliteBuiltin<'pad'> = { builtin: [60, 'PADV2'], options: [43, {}], inputs: [3, 3], versions };

export const tflite: TfliteEntry = { forms: [zeros, values], tensorNames: ['pad'] };
