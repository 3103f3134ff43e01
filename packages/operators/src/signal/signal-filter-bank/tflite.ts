import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { num_channels: 'int' } as const;

const form: TfliteCustom<'signal_filter_bank', typeof map> = {
  custom: 'SignalFilterBank',
  map,
  inputs: [6, 6],
  read: ({ num_channels: numChannels }) => ({ numChannels }),
  write: ({ numChannels }) => ({ num_channels: numChannels }),
};

export const tflite: TfliteEntry = { forms: [form] };
