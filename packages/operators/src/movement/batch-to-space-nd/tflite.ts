import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'batch_to_space_nd'> = {
  builtin: [37, 'BATCH_TO_SPACE_ND'],
  options: [24, {}],
  inputs: [3, 3],
};

export const tflite: TfliteEntry = { forms: [form] };
