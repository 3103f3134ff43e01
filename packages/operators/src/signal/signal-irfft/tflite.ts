import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';
import { fourierMap, typeCode } from '../type-code.ts';

const form: TfliteCustom<'signal_irfft', typeof fourierMap> = {
  custom: 'SignalIrfft',
  map: fourierMap,
  inputs: [1, 1],
  read: ({ fft_length: fftLength }) => ({ fftLength }),
  write: ({ fftLength }, { types: [x] }) => ({ T: typeCode(x), fft_length: fftLength }),
};

export const tflite: TfliteEntry = { forms: [form] };
