import type { Tensor2D } from '@tensorflow/tfjs';
import { operand, together } from '../layout.ts';
import type { Lower } from '../lowering.ts';
import { activate } from './activation.ts';

/** Rows of the weights' width, whatever the input's shape; weights lie as [o, k]. */
export const lowerFullyConnected: Lower<'fully_connected'> = ({ tf, attrs, inputs, outputs }) => {
  const [, depth = 1] = operand(inputs, 1).shape;
  const shape = operand(outputs, 0);
  const finish = activate(tf, attrs.activation);
  return (operands, { batch }) => {
    const x = operand(operands, 0);
    const rows = x.rank === 2 && x.shape[1] === depth ? x : x.reshape([-1, depth]);
    const product = tf.matMul(rows as Tensor2D, operand(operands, 1) as Tensor2D, false, true);
    const bias = operands[2];
    return [together(finish(bias == null ? product : tf.add(product, bias)), shape, batch)];
  };
};
