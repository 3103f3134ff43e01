import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { end_index: 'int', start_index: 'int' } as const;

const form: TfliteCustom<'signal_energy', typeof map> = {
  custom: 'SignalEnergy',
  map,
  inputs: [1, 1],
  read: ({ end_index: endIndex, start_index: startIndex }) => ({ startIndex, endIndex }),
  write: ({ endIndex, startIndex }) => ({ end_index: endIndex, start_index: startIndex }),
};

export const tflite: TfliteEntry = { forms: [form] };
