import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'bitwise_xor'> = {
  builtin: [160, 'BITWISE_XOR'],
  options: [125, {}],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['bitwisexor'] };
