import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  beginMask: [0, 'int32'],
  endMask: [1, 'int32'],
  ellipsisMask: [2, 'int32'],
  newAxisMask: [3, 'int32'],
  shrinkAxisMask: [4, 'int32'],
  offset: [5, 'bool'],
} as const;

const form: TfliteBuiltin<'strided_slice', typeof fields> = {
  builtin: [45, 'STRIDED_SLICE'],
  options: [32, fields],
  inputs: [4, 4],
  versions: [
    [6, ({ attrs }) => attrs.newAxisMask !== 0],
    [4, ({ rank }) => rank > 4],
    [2, 'int8'],
  ],
  read({ offset, ...masks }, { unsupported }) {
    if (offset) unsupported('`end` as an offset from `begin` is not supported');
    return masks;
  },
  write: (masks) => masks,
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['strided_slice'] };
