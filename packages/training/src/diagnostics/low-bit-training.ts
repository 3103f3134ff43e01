import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML670: quantisation-aware training of a model that int8 quantisation would leave alone. */
export const nothingToQuantizeAware = (model: string): Diagnostic => ({
  code: 'TML670',
  severity: 'error',
  message: `quantize-aware-training: ${model} has no layer with weights that quantize would make int8`,
  hint: 'run `tinyml inspect` to see its layers, or use `train` for plain training',
});

/** TML671: no layer that may be clustered is left. */
export const nothingToCluster = (model: string, minElements: number): Diagnostic => ({
  code: 'TML671',
  severity: 'error',
  message: `cluster-weights: no layer of ${model} with at least ${String(minElements)} float weights is left to cluster`,
  hint: 'lower `minElements`, exclude fewer layers, or leave the pass out',
});

export const lowBitTrainingExplanations: Explanations = {
  TML670: `quantize-aware-training rounds, while it trains, just those weights and activations that quantize in mode int8
will round. It asks quantize's own rules. Where no conv_2d, depthwise_conv_2d, fully_connected or transpose_conv has an
int8 form, or all of their weights are computed, there is nothing to train for.`,
  TML671: `cluster-weights lets the weights of a layer share 2^bits values. Layers below minElements weights are left alone, as
the table of values would take what the shorter weights save; so are those under exclude.`,
};
