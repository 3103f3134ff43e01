import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML406, a warning: the wish for int8 cannot be met without samples. */
export const noCalibration = (): Diagnostic => ({
  code: 'TML406',
  severity: 'warning',
  message:
    'int8 would be the choice for this priority, but there is no `data.calibration`: quantised with dynamic range instead',
  hint: 'add some 100 typical inputs: `data: { calibration: { file: calib.npz } }`',
});

/** TML430: int8 without samples to calibrate on. */
export const noCalibrationSamples = (): Diagnostic => ({
  code: 'TML430',
  severity: 'error',
  message: 'quantize: the calibration data has no samples',
  hint: 'point `data.calibration` at some typical inputs (100 are enough), or use `quantize: { mode: dynamic-range }`, which needs none',
});

/** TML431: a graph with state, which training cannot run. */
export const stateNotQuantized = (model: string, mode: string): Diagnostic => ({
  code: 'TML431',
  severity: 'error',
  message: `${model} keeps state between invocations; training simulates ${mode} on single samples alone`,
  hint: 'use `quantize`, which calibrates such models on samples in order',
});

/** TML432: nothing in the graph that a mode applies to. */
export const nothingToQuantize = (mode: string): Diagnostic => ({
  code: 'TML432',
  severity: 'warning',
  message: `quantize: no tensor of this model can be stored as ${mode}; the model is unchanged`,
  hint:
    mode === 'dynamic-range'
      ? 'dynamic-range takes the weights of conv_2d and fully_connected layers that have at least `minElements` elements'
      : 'run `tinyml inspect` to see the types of its tensors',
});

/** TML435: inputs and outputs of a type that a mode's activations do not have. */
export const foreignIo = (io: string, mode: string, own: string): Diagnostic => ({
  code: 'TML435',
  severity: 'error',
  message: `quantize: \`io: ${io}\` does not go with \`mode: ${mode}\``,
  hint: `leave \`io\` out for ${own}, the type of its activations, or say \`io: float32\``,
});

/** TML480: a layer whose quantised result is far from its float result. `layers`: name and dB. */
export const poorQuantization = (
  layers: readonly (readonly [name: string, decibels: number])[],
  limit: number,
): Diagnostic => ({
  code: 'TML480',
  severity: 'warning',
  message: `quantize: ${String(layers.length)} ${layers.length === 1 ? 'layer is' : 'layers are'} below ${String(limit)} dB signal to quantisation noise: ${layers
    .slice(0, 8)
    .map(([name, decibels]) => `${name} (${decibels.toFixed(1)} dB)`)
    .join(', ')}${layers.length > 8 ? ', …' : ''}`,
  hint: 'check that the calibration samples look like real inputs and are scaled alike; try `method: mse` or `perChannelDense: true`',
});

/** TML481: a tensor that takes NaN or infinity on a calibration sample. */
export const notFinite = (value: string, sample: number): Diagnostic => ({
  code: 'TML481',
  severity: 'error',
  message: `quantize: tensor ${value} is not finite on calibration sample ${String(sample)}`,
  hint: 'check this sample for NaN and for values out of scale, and the weights of the layers before the tensor',
});

/** TML482: layers that stay float in an int8 or int16x8 model; `because`: why, where the operator says. */
export const staysFloat = (
  mode: string,
  layers: readonly { readonly layer: string; readonly because?: string | undefined }[],
): Diagnostic => ({
  code: 'TML482',
  severity: 'warning',
  message: `quantize: no ${mode} form of ${layers
    .map(({ because, layer }) => (because === undefined ? layer : `${layer} (${because})`))
    .join(', ')}; ${layers.length === 1 ? 'it stays' : 'they stay'} float`,
  hint: 'each such layer is put between a dequantize and a quantize, which costs time and size; replace it in the source model if it matters',
});

/** TML483, a warning: mixed precision has come to its end. */
export const sqnrNotReached = (wanted: number, best: number): Diagnostic => ({
  code: 'TML483',
  severity: 'warning',
  message: `quantize: with all tensors in int16 that gain by it the outputs have an SQNR of ${best.toFixed(1)} dB, not ${String(wanted)} dB`,
  hint: 'what is left is what rounding weights loses: `rounding: learned`, `perChannelDense: true`, or a lower `minSqnr`',
});

export const quantizationExplanations: Explanations = {
  TML483: `The option \`minSqnr\` of \`quantize\` makes tensors int16, one after the other, until the outputs are near enough to the float model's.
Weights stay int8, so that there is an end to what this brings.`,
  TML406: `With \`passes: auto\` and accuracy or latency first, int8 is the best form: weights and activations are whole numbers.
The ranges of activations have to be measured on typical inputs, so without \`data.calibration\` tinyml falls back to
dynamic-range quantisation (int8 weights, float activations), which needs no samples.`,
  TML430: `int8 and int16x8 quantisation run the float model on typical inputs to learn the range of every tensor. The data source
under data.calibration has no sample.`,
  TML431: `A model with state reads in each invocation what the one before it wrote. Quantisation-aware training runs
batches of single samples, which have no order. The pass quantize has no such limit: it calibrates on the samples in order.`,
  TML432: `The quantize pass found nothing to change: the model may be quantised already, or its weights may be too
small to be worth storing in another type.`,
  TML435: `Inputs and outputs are stored as the activations are, or are float32: int8 or float32 in mode int8, int16 or
float32 in mode int16x8. A program that has bytes at hand converts them itself, which costs less than a layer for it.`,
  TML480: `After quantisation the model is run in float and in integers on some calibration samples. For each layer the
signal to quantisation noise ratio is 10·log10(sum of squares of the float result / sum of squares of the difference),
in decibels. 20 dB is an error of 10 %, 40 dB of 1 %. The report quantization-error.txt lists every layer; the first one
with a low figure is usually the cause of the others. A wide range with few large values is typical: method: mse or
percentile clips them.`,
  TML481: `A range with NaN or infinity cannot be quantised.`,
  TML482: `Some operators have no int8 or no int16 form in TensorFlow Lite's quantisation specification, or only for some attributes.
Such layers compute in float within the quantised model.`,
};
