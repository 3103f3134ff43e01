import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { shift: 'int' } as const;

const form: TfliteCustom<'signal_window', typeof map> = { custom: 'SignalWindow', map, inputs: [2, 2] };

export const tflite: TfliteEntry = { forms: [form] };
