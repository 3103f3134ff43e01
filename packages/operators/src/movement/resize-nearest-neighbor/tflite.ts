import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  alignCorners: [0, 'bool'],
  halfPixelCenters: [1, 'bool'],
} as const;

const form: TfliteBuiltin<'resize_nearest_neighbor', typeof fields> = {
  builtin: [97, 'RESIZE_NEAREST_NEIGHBOR'],
  options: [74, fields],
  inputs: [2, 2],
  versions: [
    [3, ({ attrs }) => attrs.alignCorners || attrs.halfPixelCenters],
    [4, 'int16'],
    [2, 'int8'],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['resizenearestneighbor'] };
