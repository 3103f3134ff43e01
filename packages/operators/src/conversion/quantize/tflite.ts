import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'quantize'> = {
  builtin: [114, 'QUANTIZE'],
  options: [89, {}],
  inputs: [1, 1],
  versions: [
    [3, ({ outputs: [y] }) => (y?.quant?.scale.length ?? 0) > 1],
    [2, ({ inputs: [x], outputs: [y] }) => x?.dtype !== 'float32' || y?.dtype === 'int16'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['quantize'], layerNames: 'none' };
