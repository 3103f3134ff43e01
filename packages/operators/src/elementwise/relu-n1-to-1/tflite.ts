import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'relu_n1_to_1'> = {
  builtin: [20, 'RELU_N1_TO_1'],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form] };
