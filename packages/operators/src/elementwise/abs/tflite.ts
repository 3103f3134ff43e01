import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'abs'> = {
  builtin: [101, 'ABS'],
  options: [78, {}],
  inputs: [1, 1],
  versions: [
    [5, 'int32'],
    [4, ({ inputs: [x] }) => x?.dtype === 'int16' && x.quant === undefined],
    [3, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['abs'] };
