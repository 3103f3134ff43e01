import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'unsorted_segment_prod'> = {
  builtin: [153, 'UNSORTED_SEGMENT_PROD'],
  options: [118, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['unsortedsegmentprod'] };
