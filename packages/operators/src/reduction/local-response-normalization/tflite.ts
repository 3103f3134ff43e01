import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  radius: [0, 'int32'],
  bias: [1, 'float32'],
  alpha: [2, 'float32'],
  beta: [3, 'float32'],
} as const;

const form: TfliteBuiltin<'local_response_normalization', typeof fields> = {
  builtin: [13, 'LOCAL_RESPONSE_NORMALIZATION'],
  options: [13, fields],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['localresponsenormalization', 'lrn'] };
