import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { readActivation, lowerStateful, writeActivation } from '../tflite-lstm.ts';

const fields = { activation: [0, 'int8'], asymmetricQuantizeInputs: [1, 'bool'] } as const;

const form: TfliteBuiltin<'rnn', typeof fields> = {
  builtin: [24, 'RNN'],
  options: [7, fields],
  inputs: [1, 5],
  states: [4],
  read: ({ activation, asymmetricQuantizeInputs }, request) => ({
    activation: readActivation(activation, request),
    ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }),
  }),
  write: ({ activation, asymmetricQuantizeInputs = false }) => ({
    activation: writeActivation(activation),
    asymmetricQuantizeInputs,
  }),
  versions: [
    [3, ({ attrs, hybrid }) => hybrid && attrs.asymmetricQuantizeInputs === true],
    [2, ({ hybrid }) => hybrid],
  ],
};

export const tflite: TfliteEntry = { forms: [form], lower: lowerStateful };
