import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'unsorted_segment_min'> = {
  builtin: [157, 'UNSORTED_SEGMENT_MIN'],
  options: [120, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['unsortedsegmentmin'] };
