import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'relu_0_to_1'> = {
  builtin: [152, 'RELU_0_TO_1'],
  inputs: [1, 1],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['relu0to1'] };
