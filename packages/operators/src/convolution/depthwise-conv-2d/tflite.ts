import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';

const fields = {
  padding: [0, 'padding'],
  strideW: [1, 'positive'],
  strideH: [2, 'positive'],
  depthMultiplier: [3, 'int32'],
  activation: [4, 'activation'],
  dilationW: [5, 'positive', 1],
  dilationH: [6, 'positive', 1],
} as const;

const form: TfliteBuiltin<'depthwise_conv_2d', typeof fields> = {
  builtin: [4, 'DEPTHWISE_CONV_2D'],
  options: [2, fields],
  inputs: [2, 3],
  versions: [
    [6, ({ inputs: [, filter] }) => filter?.dtype === 'int4'],
    [6, ({ hybrid, perChannel }) => hybrid && perChannel],
    [4, ({ hybrid }) => hybrid],
    [5, 'int16'],
    [3, 'int8'],
    [2, ({ attrs }) => attrs.dilations.some((dilation) => dilation !== 1)],
  ],
  read: ({ padding, activation, depthMultiplier, strideH, strideW, dilationH, dilationW }) => ({
    padding,
    strides: [strideH, strideW],
    dilations: [dilationH, dilationW],
    depthMultiplier,
    activation,
  }),
  write({ padding, activation, depthMultiplier, strides, dilations }) {
    const [strideH, strideW] = strides;
    const [dilationH, dilationW] = dilations;
    return { padding, strideW, strideH, depthMultiplier, activation, dilationW, dilationH };
  },
};

export const tflite: TfliteEntry<'depthwise_conv_2d'> = {
  forms: [form],
  layerNames: /depthwise|conv/i,
  tensorNames: ['depthwiseconv2d', 'depthwiseconv2dnative'],
  /** Explicit padding → PAD in front. */
  lower({ node, padded }) {
    const { padding } = node.attrs;
    if (typeof padding === 'string') return node;
    const inputs = [padded(padding, 'zero'), ...node.inputs.slice(1)];
    return { ...node, attrs: { ...node.attrs, padding: 'valid' }, inputs };
  },
};
