import type { Activation, Padding, Pair } from '@tinyml/core';

/** Where the reader of an operator's options says what is wrong with them. */
export interface OptionsReport {
  /** tinyml cannot do this, though the file is right. */
  unsupported(reason: string): void;
  /** The file is wrong. */
  invalid(reason: string): void;
}

const activations: readonly Activation[] = ['none', 'relu', 'relu_n1_to_1', 'relu6'];
const otherActivations = ['TANH', 'SIGN_BIT'];

export const readActivation = (code: number, report: OptionsReport): Activation => {
  const activation = activations[code];
  if (activation !== undefined) return activation;
  const other = otherActivations[code - activations.length];
  if (other === undefined) report.invalid(`there is no activation function ${String(code)}`);
  else report.unsupported(`the fused activation ${other} is not supported`);
  return 'none';
};

export const writeActivation = (activation: Activation): number => activations.indexOf(activation);

export const readPadding = (code: number, report: OptionsReport): 'same' | 'valid' => {
  if (code !== 0 && code !== 1) report.invalid(`there is no padding ${String(code)}`);
  return code === 0 ? 'same' : 'valid';
};

/** Explicit padding is gone by now: `lowerForTflite` puts a PAD in front. */
export const writePadding = (padding: Padding): number => (padding === 'same' ? 0 : 1);

/** A stride, dilation or window: [height, width], at least 1. */
export const readPair = (height: number, width: number, what: string, report: OptionsReport): Pair => {
  if (height < 1 || width < 1) report.invalid(`its ${what} ${String(height)}×${String(width)} is not positive`);
  return [height, width];
};

export const readFinite = (value: number, what: string, report: OptionsReport): number => {
  if (!Number.isFinite(value)) report.invalid(`its ${what} is ${String(value)}`);
  return value;
};
