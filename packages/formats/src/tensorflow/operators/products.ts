import type { ValueId } from '@tinyml/core';
import type { TensorflowCall, TensorflowOperators } from '../call.ts';
import { einsum } from '../../translation/einsum.ts';

/** a · b of two matrices, plus a bias: weights become those of a fully connected layer, [o,k]. */
export const multiplied = (call: TensorflowCall, bias?: ValueId): ValueId => {
  const { attributes } = call;
  const [a, b] = [call.operand(0), call.operand(1)];
  const transposeA = attributes.flag('transpose_a');
  const transposeB = attributes.flag('transpose_b');
  if (call.data(b) === undefined) {
    const product = call.emit('batch_matmul', { adjX: transposeA, adjY: transposeB }, [a, b]);
    return bias === undefined ? product : call.emit('add', { activation: 'none' }, [product, bias], 'bias');
  }
  const x = transposeA ? call.permuted(a, [1, 0]) : a;
  const filter = transposeB ? b : call.permuted(b, [1, 0]);
  return call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, filter, bias ?? null]);
};

const batched = (call: TensorflowCall): ValueId => {
  const { attributes } = call;
  const [a, b] = [call.operand(0), call.operand(1)];
  const [adjX, adjY] = [attributes.flag('adj_x'), attributes.flag('adj_y')];
  if (call.rankOf(b) !== 2 || call.data(b) === undefined || adjX)
    return call.emit('batch_matmul', { adjX, adjY }, [a, b]);
  const filter = adjY ? b : call.permuted(b, [1, 0]);
  return call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [a, filter, null]);
};

/** b is added to the channels of a. */
const biasAdded = (call: TensorflowCall): ValueId => {
  const [x, bias] = [call.operand(0), call.operand(1)];
  const [count = 1] = call.shapeOf(bias);
  const isFirst = call.attributes.text('data_format', 'NHWC').startsWith('NC');
  const shape = [count, ...new Array<number>(Math.max(0, call.rankOf(x) - 2)).fill(1)];
  return call.emit('add', { activation: 'none' }, [x, isFirst ? call.reshaped(bias, shape) : bias]);
};

export const products: TensorflowOperators = {
  MatMul: (call) => multiplied(call),
  BatchMatMul: batched,
  BatchMatMulV2: batched,
  BatchMatMulV3: batched,
  BiasAdd: biasAdded,
  BiasAddV1: biasAdded,
  Einsum: (call) => einsum(call, call.attributes.text('equation', ''), call.operands),
};
