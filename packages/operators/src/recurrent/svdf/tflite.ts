import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { lowerStateful } from '../tflite-lstm.ts';

const fields = { rank: [0, 'positive'], activation: [1, 'activation'], asymmetricQuantizeInputs: [2, 'bool'] } as const;

const form: TfliteBuiltin<'svdf', typeof fields> = {
  builtin: [27, 'SVDF'],
  options: [6, fields],
  // The bias in their middle may be absent.
  inputs: [1, 5],
  states: [4],
  versions: [
    [3, 'int8'],
    [4, ({ attrs, hybrid }) => hybrid && attrs.asymmetricQuantizeInputs === true],
    [2, ({ hybrid }) => hybrid],
  ],
};

export const tflite: TfliteEntry = { forms: [form], lower: lowerStateful };
