import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { biasOption, hasNarrowBias } from '../../kernel/weighted/bias-option.ts';

const fields = {
  activation: [0, 'activation'],
  weightsFormat: [1, 'int8'],
  keepNumDims: [2, 'bool'],
  asymmetricQuantizeInputs: [3, 'bool'],
  quantizedBiasType: [4, 'dtype'],
} as const;

const form: TfliteBuiltin<'fully_connected', typeof fields> = {
  builtin: [9, 'FULLY_CONNECTED'],
  options: [8, fields],
  inputs: [2, 3],
  versions: [
    [10, ({ inputs: [, filter] }) => filter?.dtype === 'int4'],
    [12, ({ hybrid, perChannel }) => hybrid && perChannel],
    [9, ({ attrs }) => attrs.asymmetricQuantizeInputs === true],
    [11, hasNarrowBias],
    [7, 'int16'],
    [6, ({ inputs }) => inputs.length === 2],
    [5, ({ attrs }) => attrs.keepNumDims],
    [3, ({ hybrid }) => hybrid],
    [4, 'int8'],
  ],
  read({ activation, weightsFormat, keepNumDims, asymmetricQuantizeInputs }, { unsupported, invalid }) {
    if (weightsFormat === 1) unsupported('shuffled weights are not supported');
    else if (weightsFormat !== 0) invalid(`there is no weights format ${String(weightsFormat)}`);
    return { activation, keepNumDims, ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }) };
  },
  write: ({ activation, keepNumDims, asymmetricQuantizeInputs = false }, { types }) => ({
    activation,
    keepNumDims,
    asymmetricQuantizeInputs,
    ...biasOption(types),
  }),
};

export const tflite: TfliteEntry = { forms: [form], layerNames: /dense|logits|\bfc/i };
