import { type Diagnostic, type Explanations } from '@tinyml/core';
import { areBytes, rangeText, type ValueRange } from '@tinyml/core/internal';

const warning = (message: string, hint: string): Diagnostic => ({
  code: 'TML433',
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
    `the calibration samples of ${input} are in ${rangeText(range)}, the model was trained on ${rangeText(trained)}`,
    scaleHint('calibration', range),
  );

/** TML433: samples scaled before a model that does so itself. */
export const scaledTwice = (input: string, range: ValueRange, factor: number): Diagnostic =>
  warning(
    `the calibration samples of ${input} are in ${rangeText(range)}, and the model multiplies them by ${String(Number(factor.toPrecision(3)))} itself`,
    'leave `scale` out of `data.calibration`',
  );

/** TML433: answers that a trained classifier does not give. `logits`: the greatest magnitude before the softmax. */
export const calibrationTooLoud = (input: string, range: ValueRange, logits: number): Diagnostic =>
  warning(
    `the calibration samples of ${input} are in ${rangeText(range)} and give logits of up to ${String(Number(logits.toPrecision(3)))}: the model was trained on smaller inputs`,
    scaleHint('calibration', range),
  );

export const dataRangeExplanations: Explanations = {
  TML433: `Calibration finds the range of each tensor from samples that must look to the model as those on the device will: scaled as in
training. Three things betray samples that are not: ranges that quantisation-aware training has left in the model, a model that begins with
a scaling of its own, and a classifier whose logits are beyond 1,000 on inputs beyond 16.`,
};
