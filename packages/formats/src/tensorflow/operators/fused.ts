import type { Activation, ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { convolved, depthwiseConvolved } from './convolution.ts';
import { multiplied } from './products.ts';
import { onImages } from './spatial.ts';

/** Operators of Grappler and TensorFlow.js, which have a bias and an activation in them: `fused_ops` lists what follows. */
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
    switch (activation) {
      case undefined:
        return result;
      case 'Elu':
        return call.emit('elu', {}, [result], 'elu');
      case 'Sigmoid':
        return call.emit('logistic', {}, [result], 'sigmoid');
      case 'Tanh':
        return call.emit('tanh', {}, [result], 'tanh');
      case 'LeakyRelu':
        return call.emit('leaky_relu', { alpha: call.attributes.float('leakyrelu_alpha', 0.2) }, [result], 'leaky_relu'); // prettier-ignore
      case 'Prelu':
        return call.emit('prelu', {}, [result, call.operand(3)], 'prelu');
      default:
        throw new TranslationError(`the activation ${activation} is not supported`);
    }
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
  /** TensorFlow.js's own. */
  Prelu: (call) => call.emit('prelu', {}, [call.operand(0), call.operand(1)]),
};
