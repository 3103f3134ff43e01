import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'dequantize'> = {
  builtin: [6, 'DEQUANTIZE'],
  options: [38, {}],
  inputs: [1, 1],
  versions: [
    [3, 'int16'],
    [2, 'float16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = {
  forms: [form],
  tensorNames: ['dequantize'],
  takesHalves: true,
  layerNames: 'none',
};
