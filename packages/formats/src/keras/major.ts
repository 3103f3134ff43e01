import type { KerasMajor } from './layer.ts';

/** Keras's major version in a text such as `3.15.1`; 2 where there is none, as in files of TensorFlow.js. */
export const majorOf = (version: unknown): KerasMajor =>
  typeof version === 'string' && /^[3-9]\./.test(version) ? 3 : 2;
