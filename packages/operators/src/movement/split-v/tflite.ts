import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  numSplits: [0, 'int32'],
} as const;

const form: TfliteBuiltin<'split_v', typeof fields> = {
  builtin: [102, 'SPLIT_V'],
  options: [79, fields],
  inputs: [3, 3],
  outputs: [1, Infinity],
  versions: [[2, 'int8']],
  read({ numSplits }, { results, invalid }) {
    if (numSplits !== results) invalid(`it splits into ${String(numSplits)} but has ${String(results)} results`);
    return { numSplits };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['split_v'] };
