import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { lstmShape, readLstm, stateNotWritten } from '../tflite-lstm.ts';

const fields = {
  activation: [0, 'int8'],
  cellClip: [1, 'float32'],
  projClip: [2, 'float32'],
  timeMajor: [3, 'bool'],
  asymmetricQuantizeInputs: [4, 'bool'],
  diagonalRecurrentTensors: [5, 'bool'],
} as const;

const form: TfliteBuiltin<'unidirectional_sequence_lstm', typeof fields> = {
  builtin: [44, 'UNIDIRECTIONAL_SEQUENCE_LSTM'],
  options: [71, fields],
  ...lstmShape,
  read(options, request) {
    if (options.diagonalRecurrentTensors) request.unsupported('diagonal recurrent weights are not supported');
    return { ...readLstm(options, request), timeMajor: options.timeMajor };
  },
  write: () => ({}),
};

export const tflite: TfliteEntry = { forms: [form], lower: ({ refuse }) => refuse(stateNotWritten) };
