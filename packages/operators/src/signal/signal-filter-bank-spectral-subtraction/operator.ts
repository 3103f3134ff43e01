import { defineOperator, none, OperatorError, required, type OptionsOf } from '@tinyml/core';
import { signalTypesProblem } from '../signal-types.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

const fraction = (description: string) => ({ type: 'integer', minimum: 0, maximum: 4294967295, description }) as const;

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: [
    'numChannels',
    'smoothing',
    'oneMinusSmoothing',
    'alternateSmoothing',
    'alternateOneMinusSmoothing',
    'smoothingBits',
    'minSignalRemaining',
    'clamping',
    'spectralSubtractionBits',
  ],
  properties: {
    numChannels: { type: 'integer', minimum: 1 },
    smoothing: fraction('share of the signal in the next estimate, for channels 0, 2, …'),
    oneMinusSmoothing: fraction('share of the estimate before'),
    alternateSmoothing: fraction('smoothing of channels 1, 3, …'),
    alternateOneMinusSmoothing: fraction('share of the estimate before in channels 1, 3, …'),
    smoothingBits: { type: 'integer', minimum: 0, maximum: 31, description: 'fractional bits of the estimate' },
    minSignalRemaining: fraction('share of the signal that is left at least'),
    clamping: { type: 'boolean', description: 'the estimate falls with the signal at once' },
    spectralSubtractionBits: { type: 'integer', minimum: 0, maximum: 63, description: 'fractional bits of all shares' },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly signal_filter_bank_spectral_subtraction: OptionsOf<typeof attributes>;
  }
}

const uint32 = (x: bigint): bigint => BigInt.asUintN(32, x);
const uint64 = (x: bigint): bigint => BigInt.asUintN(64, x);

/**
 * Each channel less its noise: a running mean, which is state and the second result.
 * Operands: x uint32 [numChannels], noise estimate of the inference before uint32 [numChannels]. Results: x less the noise,
 * the noise estimate, both uint32 [numChannels]. TensorFlow Lite Micro's SignalFilterBankSpectralSubtraction.
 */
export const signalFilterBankSpectralSubtraction = defineOperator({
  name: 'signal_filter_bank_spectral_subtraction',
  version: 1,
  summary: 'each channel less its running mean, which is its noise',
  traits: { stateful: true },
  slots: {
    gradient: none('it computes with fixed-point numbers'),
    keras: none('Keras has no layer of fixed-point signals'),
    kernels,
    tflite,
    micro: 'AddFilterBankSpectralSubtraction',
  },
  attributes,
  arity: { inputs: [2, 2], outputs: [2, 2] },
  infer({ attrs: { numChannels }, inputs: [x, noise] }) {
    for (const { type } of [required(x), required(noise)])
      if (type.shape.length !== 1 || type.shape[0] !== numChannels)
        throw new OperatorError(`needs ${String(numChannels)} channels`);
    const type = { dtype: 'uint32', shape: [numChannels] } as const;
    return [type, type];
  },
  check: ({ inputs, outputs }) => signalTypesProblem(inputs, outputs, ['uint32', 'uint32'], ['uint32', 'uint32']),
  run({ attrs, inputs: [x, before] }) {
    const signal = required(x).data as Uint32Array;
    const noise = (required(before).data as Uint32Array).slice();
    const [bits, fractionBits] = [BigInt(attrs.smoothingBits), BigInt(attrs.spectralSubtractionBits)];
    const result = signal.map((value, i) => {
      const odd = i % 2 === 1;
      const smoothing = BigInt(odd ? attrs.alternateSmoothing : attrs.smoothing);
      const rest = BigInt(odd ? attrs.alternateOneMinusSmoothing : attrs.oneMinusSmoothing);
      const scaled = uint32(BigInt(value) << bits);
      const mixed = uint64(scaled * smoothing + BigInt(noise[i] as number) * rest);
      const estimate = uint32(mixed >> fractionBits);
      const subtracted = estimate > scaled ? scaled : estimate;
      noise[i] = Number(attrs.clamping ? subtracted : estimate);
      const floor = uint32(uint64(BigInt(value) * BigInt(attrs.minSignalRemaining)) >> fractionBits);
      const left = (scaled - subtracted) >> bits;
      return Number(left > floor ? left : floor);
    });
    return [result, noise];
  },
  macs: ({ attrs: { numChannels } }) => 3 * numChannels,
});
