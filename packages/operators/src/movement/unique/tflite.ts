import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  idxOutType: [0, 'dtype', 2],
} as const;

const form: TfliteBuiltin<'unique', typeof fields> = {
  builtin: [103, 'UNIQUE'],
  options: [80, fields],
  inputs: [1, 1],
  outputs: [2, 2],
  read({ idxOutType }, { invalid }) {
    if (idxOutType === 'int32' || idxOutType === 'int64') return { idxOutType };
    invalid(`places cannot be of type ${idxOutType}`);
    return { idxOutType: 'int32' };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['unique'] };
