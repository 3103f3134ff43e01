import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  numSplits: [0, 'int32'],
} as const;

const form: TfliteBuiltin<'split', typeof fields> = {
  builtin: [49, 'SPLIT'],
  options: [35, fields],
  inputs: [2, 2],
  outputs: [1, Infinity],
  versions: [
    [4, ({ inputs: [, x] }) => x?.dtype === 'int16'],
    [2, ({ inputs: [, x] }) => x?.dtype === 'int8'],
  ],
  read({ numSplits }, { results, invalid }) {
    if (numSplits !== results) invalid(`it splits into ${String(numSplits)} but has ${String(results)} results`);
    return { numSplits };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['split'] };
