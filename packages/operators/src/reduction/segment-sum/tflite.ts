import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'segment_sum'> = {
  builtin: [125, 'SEGMENT_SUM'],
  options: [100, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['segmentsum'] };
