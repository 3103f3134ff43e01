import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const form: TfliteBuiltin<'broadcast_args'> = {
  builtin: [145, 'BROADCAST_ARGS'],
  inputs: [2, 2],
};

export const tflite: TfliteEntry = { forms: [form], tensorNames: ['broadcastargs'] };
