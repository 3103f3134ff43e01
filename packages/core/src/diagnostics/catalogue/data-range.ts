import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

export type ValueRange = readonly [min: number, max: number];

const number = (value: number): string => String(Number(value.toPrecision(3)));

const rangeText = ([min, max]: ValueRange): string => `${number(min)} … ${number(max)}`;

/** Images as they lie in files. */
const areBytes = ([min, max]: ValueRange): boolean => min >= 0 && max > 64 && max <= 255;

const warning = (code: 'TML433' | 'TML434', message: string, hint: string): Diagnostic => ({
  code,
  severity: 'warning',
  message,
  hint,
});

const scaleHint = (split: string, range: ValueRange): string =>
  areBytes(range)
    ? `add \`scale: 1/255\` to \`data.${split}\`, or what the model was trained with`
    : `give \`data.${split}\` the \`scale\`, \`mean\` and \`std\` that the model was trained with`;

/** TML433: calibration in another range than training has seen. */
export const calibrationUnlikeTraining = (input: string, range: ValueRange, trained: ValueRange): Diagnostic =>
  warning(
    'TML433',
    `the calibration samples of ${input} are in ${rangeText(range)}, the model was trained on ${rangeText(trained)}`,
    scaleHint('calibration', range),
  );

/** TML433: samples scaled before a model that does so itself. */
export const scaledTwice = (input: string, range: ValueRange, factor: number): Diagnostic =>
  warning(
    'TML433',
    `the calibration samples of ${input} are in ${rangeText(range)}, and the model multiplies them by ${number(factor)} itself`,
    'leave `scale` out of `data.calibration`',
  );

/** TML433: answers that a trained classifier does not give. `logits`: the greatest magnitude before the softmax. */
export const calibrationTooLoud = (input: string, range: ValueRange, logits: number): Diagnostic =>
  warning(
    'TML433',
    `the calibration samples of ${input} are in ${rangeText(range)} and give logits of up to ${number(logits)}: the model was trained on smaller inputs`,
    scaleHint('calibration', range),
  );

/** TML434: two splits that are not scaled alike. */
export const unlikeData = (
  input: string,
  split: string,
  range: ValueRange,
  other: string,
  otherRange: ValueRange,
): Diagnostic =>
  warning(
    'TML434',
    `${input} is in ${rangeText(range)} in \`data.${split}\`, and in ${rangeText(otherRange)} in \`data.${other}\`: they are not scaled alike`,
    areBytes(range) ? `add \`scale: 1/255\` to \`data.${split}\`` : 'give both the same `scale`, `mean` and `std`',
  );

export const dataRangeExplanations: Explanations = {
  TML433: `Calibration finds the range of each tensor from samples that must look to the model as those on the device will: scaled as in
training. Three things betray samples that are not: ranges that quantisation-aware training has left in the model, a model that begins with
a scaling of its own, and a classifier whose logits are beyond 1,000 on inputs beyond 16.`,
  TML434: `In up to 32 samples of each split, the greatest magnitude of one is at least eight times that of the other. One of them probably lacks
\`scale\` (images in files are 0 … 255). What is trained or calibrated on one of them does not suit the other.`,
};
