import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { isHybridLstm, lowerStateful, lstmIntermediates, lstmShape, readLstm, writeLstm } from '../tflite-lstm.ts';

const fields = {
  activation: [0, 'int8'],
  cellClip: [1, 'float32'],
  projClip: [2, 'float32'],
  kernelType: [3, 'int8'],
  asymmetricQuantizeInputs: [4, 'bool'],
} as const;

const form: TfliteBuiltin<'lstm', typeof fields> = {
  builtin: [16, 'LSTM'],
  options: [14, fields],
  ...lstmShape,
  // The basic kernel, which is refused, has four.
  outputs: [1, 4],
  read(options, request) {
    if (options.kernelType !== 0) request.unsupported('the basic LSTM kernel is not supported');
    return readLstm(options, request);
  },
  write: (attrs) => ({ ...writeLstm(attrs), kernelType: 0 }),
  intermediates: lstmIntermediates,
  versions: [
    [4, ({ attrs, inputs }) => isHybridLstm(inputs) && attrs.asymmetricQuantizeInputs === true],
    [3, ({ inputs }) => isHybridLstm(inputs)],
  ],
};

export const tflite: TfliteEntry = { forms: [form], lower: lowerStateful };
