import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'unsorted_segment_max'> = {
  builtin: [154, 'UNSORTED_SEGMENT_MAX'],
  options: [119, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['unsortedsegmentmax'] };
