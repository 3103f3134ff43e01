import { OperatorError } from '@tinyml/core';

export const fourierAttributes = {
  type: 'object',
  additionalProperties: false,
  required: ['fftLength'],
  properties: {
    fftLength: { type: 'integer', minimum: 4, maximum: 65536, description: 'samples of a transform: a power of two' },
  },
} as const;

/** Numbers of a spectrum of so many samples: real and imaginary parts of half of them and one more. @throws OperatorError for a length that is no power of two */
export const spectrumSize = (length: number): number => {
  if ((length & (length - 1)) !== 0)
    throw new OperatorError(`transforms of ${String(length)} samples are not supported: only of a power of two`);
  return length + 2;
};

/** Multiplications of one transform of a real signal of `length` samples. */
export const fourierMacs = (length: number): number => {
  const points = length / 2;
  const stages = Math.log2(points);
  return Math.round(points * (stages - (stages % 2)) * 1.5 + points * (stages % 2) * 2 + points * 2);
};
