import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  outType: [0, 'dtype'],
} as const;

const form: TfliteBuiltin<'shape', typeof fields> = {
  builtin: [77, 'SHAPE'],
  options: [55, fields],
  inputs: [1, 1],
  read({ outType }, { invalid }) {
    if (outType === 'int32' || outType === 'int64') return { outType };
    invalid(`a shape cannot have elements of type ${outType}`);
    return { outType: 'int32' };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['shape'] };
