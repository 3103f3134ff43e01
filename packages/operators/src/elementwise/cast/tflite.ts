import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  outType: [1, 'dtype'],
} as const;

const form: TfliteBuiltin<'cast', typeof fields> = {
  builtin: [53, 'CAST'],
  options: [37, fields],
  inputs: [1, 1],
  versions: [
    [5, ({ inputs, outputs }) => [...inputs, ...outputs].some((type) => type?.dtype === 'float16')],
    [3, ({ inputs, outputs }) => [...inputs, ...outputs].some((type) => type?.dtype === 'int8')],
  ],
  // LiteRT goes by the result's type; files may leave the options out.
  read({ outType: stated }, { resultTypes: [outType = stated], unsupported }) {
    if (outType !== 'int4' && outType !== 'uint32' && outType !== 'uint64') return { outType };
    unsupported(`elements are not cast to ${outType}`);
    return { outType: 'int8' };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['cast'], takesHalves: true };
