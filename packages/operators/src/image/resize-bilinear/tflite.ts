import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  alignCorners: [2, 'bool'],
  halfPixelCenters: [3, 'bool'],
} as const;

const form: TfliteBuiltin<'resize_bilinear', typeof fields> = {
  builtin: [23, 'RESIZE_BILINEAR'],
  options: [15, fields],
  inputs: [2, 2],
  versions: [
    [4, 'int16'],
    [3, ({ attrs }) => attrs.halfPixelCenters],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['resizebilinear'] };
