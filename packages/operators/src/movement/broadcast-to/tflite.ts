import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'broadcast_to'> = {
  builtin: [130, 'BROADCAST_TO'],
  options: [104, {}],
  inputs: [2, 2],
  versions: [
    [3, 'int8'],
    [3, 'int16'],
    [2, () => true],
  ],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['broadcastto'] };
