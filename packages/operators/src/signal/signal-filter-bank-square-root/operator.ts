import { defineOperator, none, noAttributes, OperatorError, required, type NoAttributes } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_filter_bank_square_root: NoAttributes;
  }
}

/** The greatest integer whose square is not more than x. */
const integerRoot = (x: bigint): bigint => {
  let root = BigInt(Math.floor(Math.sqrt(Number(x))));
  while (root * root > x) root--;
  while ((root + 1n) * (root + 1n) <= x) root++;
  return root;
};

/**
 * The nearest integer to the square root. A root of less than 2^32 is not rounded beyond 2^16 − 1, and none beyond
 * 2^32 − 1, as in TensorFlow Lite Micro.
 */
const nearestRoot = (x: bigint): number => {
  const root = integerRoot(x);
  const most = x < 1n << 32n ? 65535n : 4294967295n;
  return Number(x - root * root > root && root !== most ? root + 1n : root);
};

/**
 * Square roots, less the bits by which the spectrum was scaled up. Operands: x uint64 [n], bits int32 []. Result: uint32 [n].
 * TensorFlow Lite Micro's SignalFilterBankSquareRoot.
 */
export const signalFilterBankSquareRoot = defineOperator({
  name: 'signal_filter_bank_square_root',
  version: 1,
  summary: 'square roots, less the bits by which a spectrum was scaled up',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddFilterBankSquareRoot',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, bits] }) {
    if (required(bits).type.shape.length > 0) throw new OperatorError('the bits must be a scalar');
    return [{ dtype: 'uint32', shape: required(x).type.shape }];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['uint64', 'int32'], ['uint32']),
  run({ inputs: [x, scale] }) {
    const bits = (required(scale).data as Int32Array)[0] as number;
    return [
      Uint32Array.from(required(x).data as BigUint64Array, (value) =>
        bits < 0 || bits > 31 ? 0 : nearestRoot(value) >>> bits,
      ),
    ];
  },
  macs: () => 0,
});
