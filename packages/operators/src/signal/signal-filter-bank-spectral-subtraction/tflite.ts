import type { TfliteCustom, TfliteEntry } from '@tinyml/formats';

const map = {
  alternate_one_minus_smoothing: 'int',
  alternate_smoothing: 'int',
  clamping: 'bool',
  min_signal_remaining: 'int',
  num_channels: 'int',
  one_minus_smoothing: 'int',
  smoothing: 'int',
  smoothing_bits: 'int',
  spectral_subtraction_bits: 'int',
} as const;

const form: TfliteCustom<'signal_filter_bank_spectral_subtraction', typeof map> = {
  custom: 'SignalFilterBankSpectralSubtraction',
  map,
  inputs: [1, 1],
  outputs: [2, 2],
  // The noise estimate, which the file has as the second result alone.
  ownStates: ({ numChannels }) => [{ type: { dtype: 'uint32', shape: [numChannels] }, result: 1 }],
  read: (options) => ({
    numChannels: options.num_channels,
    smoothing: options.smoothing,
    oneMinusSmoothing: options.one_minus_smoothing,
    alternateSmoothing: options.alternate_smoothing,
    alternateOneMinusSmoothing: options.alternate_one_minus_smoothing,
    smoothingBits: options.smoothing_bits,
    minSignalRemaining: options.min_signal_remaining,
    clamping: options.clamping,
    spectralSubtractionBits: options.spectral_subtraction_bits,
  }),
  write: (attrs) => ({
    alternate_one_minus_smoothing: attrs.alternateOneMinusSmoothing,
    alternate_smoothing: attrs.alternateSmoothing,
    clamping: attrs.clamping,
    min_signal_remaining: attrs.minSignalRemaining,
    num_channels: attrs.numChannels,
    one_minus_smoothing: attrs.oneMinusSmoothing,
    smoothing: attrs.smoothing,
    smoothing_bits: attrs.smoothingBits,
    spectral_subtraction_bits: attrs.spectralSubtractionBits,
  }),
};

export const tflite: TfliteEntry = { forms: [form] };
