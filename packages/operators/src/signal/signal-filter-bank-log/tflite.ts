import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = { input_correction_bits: 'int', output_scale: 'int' } as const;

const form: TfliteCustom<'signal_filter_bank_log', typeof map> = {
  custom: 'SignalFilterBankLog',
  map,
  inputs: [1, 1],
  read: ({ input_correction_bits: inputCorrectionBits, output_scale: outputScale }) => ({
    inputCorrectionBits,
    outputScale,
  }),
  write: ({ inputCorrectionBits, outputScale }) => ({
    input_correction_bits: inputCorrectionBits,
    output_scale: outputScale,
  }),
};

export const tflite: TfliteEntry = { forms: [form] };
