import type { TfliteBuiltin, TfliteEntry } from '@tinyml/formats';
import { biasOption, hasNarrowBias } from '../../kernel/weighted/bias-option.ts';

const fields = {
  padding: [0, 'padding'],
  strideW: [1, 'positive'],
  strideH: [2, 'positive'],
  activation: [3, 'activation'],
  dilationW: [4, 'positive', 1],
  dilationH: [5, 'positive', 1],
  quantizedBiasType: [6, 'dtype'],
} as const;

const form: TfliteBuiltin<'conv_2d', typeof fields> = {
  builtin: [3, 'CONV_2D'],
  options: [1, fields],
  inputs: [2, 3],
  versions: [
    [7, ({ inputs: [, filter] }) => filter?.dtype === 'int4'],
    [5, ({ hybrid, perChannel }) => hybrid && perChannel],
    [2, ({ hybrid }) => hybrid],
    [8, hasNarrowBias],
    [4, 'int16'],
    [3, 'int8'],
  ],
  read: ({ padding, activation, strideH, strideW, dilationH, dilationW }) => ({
    padding,
    strides: [strideH, strideW],
    dilations: [dilationH, dilationW],
    activation,
  }),
  write({ padding, activation, strides, dilations }, { types }) {
    const [strideH, strideW] = strides;
    const [dilationH, dilationW] = dilations;
    return { padding, strideW, strideH, activation, dilationW, dilationH, ...biasOption(types) };
  },
};

export const tflite: TfliteEntry<'conv_2d'> = {
  forms: [form],
  layerNames: /^(?!.*depthwise).*conv/i,
  tensorNames: ['conv2d'],
  /**
   * Explicit padding → PAD in front. No bias → zeros, on which LiteRT insists, in the type and with the scales of its
   * accumulator.
   */
  lower({ node, typeOf, constant, padded }) {
    const { padding } = node.attrs;
    const [image = null, filter = null, bias] = node.inputs;
    const x = typeof padding === 'string' ? image : padded(padding, 'zero');
    const attrs = { ...node.attrs, padding: typeof padding === 'string' ? padding : 'valid' } as const;
    if (typeof bias === 'string') return { ...node, attrs, inputs: [x, filter, bias] };
    const { dtype, quant: inputQuant } = typeOf(x);
    const { shape, quant } = typeOf(filter);
    const [count = 0] = shape;
    const inputScale = inputQuant?.scale[0];
    if (inputScale === undefined || quant === undefined) {
      const zeros = constant('bias', { dtype: 'float32', shape: [count] }, new Float32Array(count));
      return { ...node, attrs, inputs: [x, filter, zeros] };
    }
    const scale = quant.scale.map((value) => Math.fround(value * inputScale));
    const accumulator = { scale, zeroPoint: scale.map(() => 0), ...(scale.length > 1 && { axis: 0 }) };
    const zeros =
      dtype === 'int16'
        ? constant('bias', { dtype: 'int64', shape: [count], quant: accumulator }, new BigInt64Array(count))
        : constant('bias', { dtype: 'int32', shape: [count], quant: accumulator }, new Int32Array(count));
    return { ...node, attrs, inputs: [x, filter, zeros] };
  },
};
