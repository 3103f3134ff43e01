import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { isHybridLstm, lowerStateful, lstmIntermediates, lstmShape, readLstm, writeLstm } from '../tflite-lstm.ts';

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
  write: (attrs) => ({ ...writeLstm(attrs), timeMajor: attrs.timeMajor, diagonalRecurrentTensors: false }),
  intermediates: lstmIntermediates,
  versions: [
    [3, ({ attrs, inputs }) => isHybridLstm(inputs) && attrs.asymmetricQuantizeInputs === true],
    [2, ({ inputs }) => isHybridLstm(inputs)],
  ],
};

export const tflite: TfliteEntry = { forms: [form], lower: lowerStateful };
