import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { readActivation, stateNotWritten } from '../tflite-lstm.ts';

const fields = { activation: [0, 'int8'], asymmetricQuantizeInputs: [1, 'bool'] } as const;

const form: TfliteBuiltin<'rnn', typeof fields> = {
  builtin: [24, 'RNN'],
  options: [12, fields],
  inputs: [1, 5],
  states: [4],
  read: ({ activation, asymmetricQuantizeInputs }, request) => ({
    activation: readActivation(activation, request),
    ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }),
  }),
  write: () => ({}),
};

export const tflite: TfliteEntry = { forms: [form], lower: ({ refuse }) => refuse(stateNotWritten) };
