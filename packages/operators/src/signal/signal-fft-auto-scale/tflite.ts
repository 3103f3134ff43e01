import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const form: TfliteCustom<'signal_fft_auto_scale'> = { custom: 'SignalFftAutoScale', inputs: [1, 1], outputs: [2, 2] };

export const tflite: TfliteEntry = { forms: [form] };
