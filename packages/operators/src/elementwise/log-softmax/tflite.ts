import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'log_softmax'> = {
  builtin: [50, 'LOG_SOFTMAX'],
  options: [36, {}],
  inputs: [1, 1],
  versions: [[2, 'int8']],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['logsoftmax'] };
