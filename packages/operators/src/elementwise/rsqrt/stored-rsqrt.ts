import type { PerTensorQuant } from '@tinyml/core';

/** 1 / √x in single precision, and for what is not above 0 the greatest 16-bit result. */
export const storedRsqrt = (output: PerTensorQuant): ((x: number) => number) => {
  const greatest = Math.fround(32767 * output.scale);
  return (x) => (x <= 0 ? greatest : Math.fround(1 / Math.fround(Math.sqrt(x))));
};
