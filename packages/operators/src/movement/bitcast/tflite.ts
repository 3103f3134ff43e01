import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { bitcastTypes } from './bitcast-types.ts';

const form: TfliteBuiltin<'bitcast'> = {
  builtin: [159, 'BITCAST'],
  options: [124, {}],
  inputs: [1, 1],
  read(_, { resultTypes: [found = 'bool'], unsupported }) {
    const outType = bitcastTypes.find((dtype) => dtype === found);
    if (outType === undefined) unsupported(`bytes are not taken for ${found}`);
    return { outType: outType ?? 'int8' };
  },
  write: () => ({}),
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['bitcast'], takesHalves: true };
