import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  adjX: [0, 'bool'],
  adjY: [1, 'bool'],
  asymmetricQuantizeInputs: [2, 'bool'],
} as const;

const form: TfliteBuiltin<'batch_matmul', typeof fields> = {
  builtin: [126, 'BATCH_MATMUL'],
  options: [101, fields],
  inputs: [2, 2],
  versions: [
    [3, 'int16'],
    [2, 'int8'],
    [4, ({ attrs, inputs: [, y] }) => y?.dtype === 'int8' && attrs.asymmetricQuantizeInputs === true],
  ],
  read: ({ adjX, adjY, asymmetricQuantizeInputs }) => ({
    adjX,
    adjY,
    ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }),
  }),
  write: ({ adjX, adjY, asymmetricQuantizeInputs = false }) => ({ adjX, adjY, asymmetricQuantizeInputs }),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['matmul', 'batchmatmul'] };
