import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'space_to_batch_nd'> = {
  builtin: [38, 'SPACE_TO_BATCH_ND'],
  options: [25, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form] };
