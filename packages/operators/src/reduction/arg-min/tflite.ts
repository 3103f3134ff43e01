import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  outputType: [0, 'dtype'],
} as const;

const form: TfliteBuiltin<'arg_min', typeof fields> = {
  builtin: [79, 'ARG_MIN'],
  options: [57, fields],
  inputs: [2, 2],
  versions: [
    [3, 'bool'],
    [2, 'int8'],
  ],
  read({ outputType }, { invalid }) {
    if (outputType === 'int32' || outputType === 'int64') return { outputType };
    invalid(`places cannot be of type ${outputType}`);
    return { outputType: 'int32' };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['argmin'] };
