import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'topk_v2'> = {
  builtin: [48, 'TOPK_V2'],
  options: [34, {}],
  inputs: [2, 2],
  outputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['topkv2'] };
