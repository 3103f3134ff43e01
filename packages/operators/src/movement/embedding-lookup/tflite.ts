import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'embedding_lookup'> = {
  builtin: [7, 'EMBEDDING_LOOKUP'],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['embedding_lookup'] };
