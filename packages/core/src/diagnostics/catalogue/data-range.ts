import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

export type ValueRange = readonly [min: number, max: number];

const number = (value: number): string => String(Number(value.toPrecision(3)));

/** A range as messages write it. */
export const rangeText = ([min, max]: ValueRange): string => `${number(min)} … ${number(max)}`;

/** Images as they lie in files. */
export const areBytes = ([min, max]: ValueRange): boolean => min >= 0 && max > 64 && max <= 255;

/** TML434: two splits that are not scaled alike. */
export const unlikeData = (
  input: string,
  split: string,
  range: ValueRange,
  other: string,
  otherRange: ValueRange,
): Diagnostic => ({
  code: 'TML434',
  severity: 'warning',
  message: `${input} is in ${rangeText(range)} in \`data.${split}\`, and in ${rangeText(otherRange)} in \`data.${other}\`: they are not scaled alike`,
  hint: areBytes(range) ? `add \`scale: 1/255\` to \`data.${split}\`` : 'give both the same `scale`, `mean` and `std`',
});

export const dataRangeExplanations: Explanations = {
  TML434: `In up to 32 samples of each split, the greatest magnitude of one is at least eight times that of the other. One of them probably lacks
\`scale\` (images in files are 0 … 255). What is trained or calibrated on one of them does not suit the other.`,
};
