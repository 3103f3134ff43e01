import type { Activation, ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { convolved, depthwiseConvolved } from './convolution.ts';
import { multiplied } from './products.ts';
import { onImages } from './spatial.ts';

/** Operators of Grappler and TensorFlow.js, which have a bias and an activation in them: `fused_ops` lists what follows, by the names of operators. */
const fused =
  (product: (call: TensorflowCall, bias: ValueId | undefined, activation: Activation) => ValueId) =>
  (call: TensorflowCall): ValueId => {
    const [first, ...others] = call.attributes.texts('fused_ops');
    const bias = first === 'BiasAdd' ? call.operand(2) : undefined;
    const [activation, ...rest] = first === undefined || first === 'BiasAdd' ? others : [first, ...others];
    if (rest.length > 0) throw new TranslationError(`fused_ops ${rest.join(', ')} are not supported`);
    if (activation === 'Relu' || activation === 'Relu6')
      return product(call, bias, activation === 'Relu' ? 'relu' : 'relu6');
    const result = product(call, bias, 'none');
    if (activation === undefined) return result;
    const activated = call.other(activation, [result, ...call.operands.slice(3)]);
    if (activated === undefined) throw new TranslationError(`the activation ${activation} is not supported`);
    return activated;
  };

const convolution = fused((call, bias, activation) =>
  onImages(call, call.operand(0), (image) => convolved(call, image, bias, activation)),
);

const depthwise = fused((call, bias, activation) =>
  onImages(call, call.operand(0), (image) => depthwiseConvolved(call, image, bias, activation)),
);

const product = fused((call, bias, activation) => {
  const result = multiplied(call, bias);
  if (activation === 'none') return result;
  return activation === 'relu' ? call.emit('relu', {}, [result], 'relu') : call.emit('relu6', {}, [result], 'relu6');
});

export const fusedOperators: TensorflowOperators = {
  _FusedConv2D: convolution,
  FusedConv2D: convolution,
  _FusedDepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2dNative: depthwise,
  _FusedMatMul: product,
  FusedMatMul: product,
};
