import { defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['snrShift'],
  properties: {
    snrShift: { type: 'integer', minimum: 0, maximum: 63, description: 'bits that x times gain is divided by' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_pcan: OptionsOf<typeof attributes>;
  }
}

/** Entries of the table of gains: those of 0, 1 and 2, and four for each further power of two, the last one unused. */
const gains = 125;

/**
 * The gain of a noise estimate: for 2^k ≤ x < 2^(k+1) a polynomial a + b·t + c·t² of t, the ten bits that follow the first
 * one, with its coefficients in the table. 32 bits as in C, result int16.
 */
const gainOf = (noise: number, table: Int16Array): number => {
  if (noise <= 2) return table[noise] as number;
  const bits = 32 - Math.clz32(noise);
  const at = 4 * bits - 6;
  const fraction = (bits < 11 ? noise << (11 - bits) : noise >>> (bits - 11)) & 0x3ff;
  const slope = (((table[at + 2] as number) * fraction) >> 5) + ((table[at + 1] as number) << 5);
  const risen = (Math.imul(slope, fraction) + (1 << 14)) >> 15;
  return ((risen + (table[at] as number)) << 16) >> 16;
};

/** x² / 4 below 2, x − 1 above: x with 12 fractional bits, the result with 6. */
const shrunk = (x: number): number => (x < 2 << 12 ? (x * x) >>> 20 : (x >>> 6) - (1 << 6));

/**
 * Per-channel amplitude normalisation: each channel times a gain that falls as its noise rises, then compressed.
 * Operands: x uint32 [n], noise estimate uint32 [n], gains int16 [125]. Result: uint32 [n], with 6 fractional bits.
 * TensorFlow Lite Micro's SignalPCAN, after Wang et al., Trainable Frontend for Robust and Far-Field Keyword Spotting, 2017.
 */
export const signalPcan = defineOperator({
  name: 'signal_pcan',
  version: 1,
  summary: 'channels times a gain that falls as their noise rises',
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddPCAN',
  },
  attributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, noise, table] }) {
    const { shape } = required(x).type;
    const other = required(noise).type.shape;
    if (shape.length !== 1 || other.length !== 1 || other[0] !== shape[0])
      throw new OperatorError('needs a noise estimate for each channel');
    const [count = 0] = required(table).type.shape;
    if (count < gains) throw new OperatorError(`needs ${String(gains)} entries in its table of gains`);
    return [{ dtype: 'uint32', shape }];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['uint32', 'uint32', 'int16'], ['uint32']),
  run({ attrs: { snrShift }, inputs: [x, noise, gainTable] }) {
    const estimate = required(noise).data as Uint32Array;
    const table = required(gainTable).data as Int16Array;
    return [
      (required(x).data as Uint32Array).map((value, i) => {
        const gain = BigInt(gainOf(estimate[i] as number, table) >>> 0);
        return shrunk(Number(BigInt.asUintN(32, BigInt.asUintN(64, BigInt(value) * gain) >> BigInt(snrShift))));
      }),
    ];
  },
  macs: ({ inputs: [x] }) => 3 * (x?.shape[0] ?? 0),
});
