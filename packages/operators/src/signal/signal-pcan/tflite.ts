import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { snr_shift: 'int' } as const;

const form: TfliteCustom<'signal_pcan', typeof map> = {
  custom: 'SignalPCAN',
  map,
  inputs: [3, 3],
  read: ({ snr_shift: snrShift }) => ({ snrShift }),
  write: ({ snrShift }) => ({ snr_shift: snrShift }),
};

export const tflite: TfliteEntry = { forms: [form] };
