import type { TfliteBuiltin, TfliteEntry, TfliteUsage } from '@tinyml/formats';

const fields = {
  activation: [0, 'activation'],
} as const;

/** LiteRT's kernel for products above the output's range is version 3. */
const gains = ({ inputs: [a, b], outputs: [c] }: TfliteUsage): boolean => {
  const [first = 0, second = 0, result = 0] = [a, b, c].map((type) => type?.quant?.scale[0]);
  return a?.dtype === 'int8' && result > 0 && (first * second) / result >= 1;
};

const form: TfliteBuiltin<'mul', typeof fields> = {
  builtin: [18, 'MUL'],
  options: [21, fields],
  inputs: [2, 2],
  versions: [
    [4, 'int16'],
    [3, gains],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['mul'] };
