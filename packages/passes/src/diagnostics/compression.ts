import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML640: no filter takes fewer bytes. `found`: int8 filters whose kernels can decode; `large`: of them those in question. */
export const nothingToCompress = (found: number, large: number): Diagnostic => ({
  code: 'TML640',
  severity: 'warning',
  message: `compress-weights: ${
    found === 0
      ? 'the model has no int8 weights that kernels can decode'
      : large === 0
        ? 'every filter has fewer elements than `minElements`'
        : 'no filter takes fewer bytes encoded'
  }; the model is unchanged`,
  hint:
    found === 0
      ? 'run `quantize: { mode: int8 }` before it'
      : large === 0
        ? 'lower `minElements`'
        : 'weights gain by `prune` or `cluster-weights` before `quantize`, or by the options `values` and `fourBits`',
});

export const compressionExplanations: Explanations = {
  TML640: `compress-weights stores int8 weights by runs of zeros and a prefix code, or in four bits. Weights with few
zeros and many different values take about as many bytes as before. Layers with float weights are left alone; with
float activations and int8 weights (dynamic-range) it takes fully connected layers only.`,
};
