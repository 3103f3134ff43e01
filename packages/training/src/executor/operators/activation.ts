import type { Tf } from '../../backend.ts';
import type { Activation, Ops } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import { operand } from '../layout.ts';
import { rectify, rectify6 } from '../rectify.ts';
import type { Execute, Lower, Lowering } from '../lowering.ts';

type Unary = (x: Tensor) => Tensor;

/** The activation that a layer applies to its own result. */
export const activate = (tf: Tf, activation: Activation): Unary => {
  switch (activation) {
    case 'none':
      return (x) => x;
    case 'relu':
      return rectify(tf);
    case 'relu6':
      return rectify6(tf);
    case 'relu_n1_to_1':
      return (x) => tf.clipByValue(x, -1, 1);
  }
};

type UnaryName = 'relu' | 'relu6' | 'relu_n1_to_1' | 'logistic' | 'tanh' | 'hard_swish';

const elementwise =
  (f: Unary): Execute =>
  (operands) => [f(operand(operands, 0))];

const lowerUnary =
  (f: (tf: Tf, x: Tensor) => Tensor): Lower<UnaryName> =>
  ({ tf }) =>
    elementwise((x) => f(tf, x));

export const lowerRelu: Lower<'relu'> = ({ tf }) => elementwise(activate(tf, 'relu'));
export const lowerRelu6: Lower<'relu6'> = ({ tf }) => elementwise(activate(tf, 'relu6'));
export const lowerReluN1To1: Lower<'relu_n1_to_1'> = ({ tf }) => elementwise(activate(tf, 'relu_n1_to_1'));
export const lowerLogistic = lowerUnary((tf, x) => tf.sigmoid(x));
export const lowerTanh = lowerUnary((tf, x) => tf.tanh(x));
export const lowerHardSwish = lowerUnary((tf, x) => tf.mul(x, tf.div(rectify6(tf)(tf.add(x, 3)), 6)));

export const lowerLeakyRelu: Lower<'leaky_relu'> = ({ tf, attrs }) => elementwise((x) => tf.leakyRelu(x, attrs.alpha));

/** Over the last axis; a vector has no other, so samples are told apart first. */
export const lowerSoftmax: Lower<'softmax'> = ({ tf, attrs, inputs }: Lowering<'softmax'>) => {
  const { shape } = operand(inputs, 0);
  return (operands, { batch }) => {
    const x = operand(operands, 0);
    const rows = shape.length > 1 ? x : x.reshape([batch, ...shape]);
    return [tf.softmax(scaled(tf, rows, attrs)).reshape(x.shape)];
  };
};

/** The exponents of a softmax. */
export const scaled = (tf: Tf, x: Tensor, { beta }: Ops['softmax']): Tensor => (beta === 1 ? x : tf.mul(x, beta));
