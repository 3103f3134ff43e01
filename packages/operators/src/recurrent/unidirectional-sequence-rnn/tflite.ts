import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { readActivation, lowerStateful, writeActivation } from '../tflite-lstm.ts';

const fields = { timeMajor: [0, 'bool'], activation: [1, 'int8'], asymmetricQuantizeInputs: [2, 'bool'] } as const;

const form: TfliteBuiltin<'unidirectional_sequence_rnn', typeof fields> = {
  builtin: [35, 'UNIDIRECTIONAL_SEQUENCE_RNN'],
  options: [31, fields],
  inputs: [1, 5],
  states: [4],
  read: ({ activation, asymmetricQuantizeInputs, timeMajor }, request) => ({
    activation: readActivation(activation, request),
    timeMajor,
    ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }),
  }),
  write: ({ activation, asymmetricQuantizeInputs = false, timeMajor }) => ({
    activation: writeActivation(activation),
    asymmetricQuantizeInputs,
    timeMajor,
  }),
  versions: [
    [3, ({ attrs, hybrid }) => hybrid && attrs.asymmetricQuantizeInputs === true],
    [2, ({ hybrid }) => hybrid],
  ],
};

export const tflite: TfliteEntry = { forms: [form], lower: lowerStateful };
