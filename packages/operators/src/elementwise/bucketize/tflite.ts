import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  boundaries: [0, '[float32]'],
} as const;

const form: TfliteBuiltin<'bucketize', typeof fields> = {
  builtin: [147, 'BUCKETIZE'],
  options: [115, fields],
  inputs: [1, 1],
  read({ boundaries = [] }, { invalid }) {
    if (!boundaries.every(Number.isFinite)) invalid('a boundary is no number');
    return { boundaries };
  },
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['bucketize'] };
