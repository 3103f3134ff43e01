import { integerRange, type StoredQuant } from '@tinyml/core';

/** The logarithm, and for what is not above 0 the least real number that the result can hold. */
export const storedLog = (output: StoredQuant): ((x: number) => number) => {
  const least = Math.fround((integerRange(output.dtype)[0] - output.zeroPoint) * output.scale);
  return (x) => (x <= 0 ? least : Math.log(x));
};
