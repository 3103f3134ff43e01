import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'unsorted_segment_sum'> = {
  builtin: [155, 'UNSORTED_SEGMENT_SUM'],
  options: [121, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['unsortedsegmentsum'] };
