import { defineKernel, requantizationFactors, type Kernel, type KernelRequest } from '@tinyml/core';
import { denseOperands, denseResults, denseSizes } from './fully-connected-operands.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { directWork } from '../../../kernel/weighted/matrix-cost.ts';
import {
  biasOf,
  channelSums,
  formProblem,
  weightBytes,
  type MatrixForm,
} from '../../../kernel/weighted/matrix-records.ts';
import { recordDistance, rowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

/** Bits by which the kernel's high word of sum * multiplier is to be shifted right, beyond the factor's own. */
const spare = { composite: 7, plain: 0 } as const satisfies Record<MatrixForm, number>;

interface Factor {
  readonly multiplier: number;
  readonly right: number;
}

/** One factor for all outputs where they share it. */
const factorsOf = ({ types }: WeightedOperands, form: MatrixForm): readonly Factor[] => {
  const all = requantizationFactors(types, true).map(({ multiplier, shift }) => ({
    multiplier,
    right: spare[form] - shift,
  }));
  const [first] = all;
  return all.every(({ multiplier, right }) => multiplier === first?.multiplier && right === first.right)
    ? all.slice(0, 1)
    : all;
};

const problemOf = (operands: WeightedOperands, form: MatrixForm): string | undefined => {
  if (factorsOf(operands, form).some(({ right }) => right < 1 || right > 30))
    return 'the requantisation factor is out of range';
  const { depth, outputs } = denseSizes(operands);
  for (let channel = 0; channel < outputs; channel++) {
    const problem = formProblem(channelSums(operands, depth, channel), form);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** Weights in words: whole fours of outputs interleaved, then the others one by one. */
const packedWeights = (channels: readonly Int8Array[], depth: number, form: MatrixForm): readonly number[] => {
  const steps = Array.from({ length: Math.ceil(depth / 4) }, (_, i) => 4 * i);
  const fours = channels.length - (channels.length % 4);
  const packed: number[] = [];
  for (let first = 0; first < channels.length; first += first < fours ? 4 : 1) {
    const group = channels.slice(first, first < fours ? first + 4 : first + 1);
    for (const step of steps) for (const weights of group) packed.push(...weightBytes(weights, step, form));
  }
  return packed;
};

const dense = (form: MatrixForm): Kernel<'fully_connected'> => {
  const name = `tml_fully_connected_direct${form === 'plain' ? '_plain' : ''}_s8_dsp`;
  return defineKernel({
    name,
    version: 1,
    op: 'fully_connected',
    isa: 'dsp',
    sources: kernelSources('tml_fully_connected_direct_s8_dsp.h'),
    supports(request) {
      const operands = denseOperands(request);
      const supported = supportsWeighted(operands, 's8', denseSizes(operands).depth);
      return supported === true ? (problemOf(operands, form) ?? true) : supported;
    },
    lower(request: KernelRequest<'fully_connected'>) {
      const operands = denseOperands(request);
      const { rows, depth, outputs } = denseSizes(operands);
      const { zeroPoint, min, max } = denseResults(request, operands);
      const sums = Array.from({ length: outputs }, (_, channel) => channelSums(operands, depth, channel));
      const factors = factorsOf(operands, form);
      const { x, y } = operands.types;
      const distance = depth % 4 === 0 ? rowDistance(rows, x, y, 4) : recordDistance(rows, depth, outputs);
      return {
        function: name,
        params: {
          type: 'tml_direct_params',
          fields: { rows, depth, outputs, factor_step: factors.length > 1 ? 3 : 0, zero_point: zeroPoint, min, max },
        },
        arguments: [
          { params: true },
          { input: 0 },
          { constant: 'weights' },
          { constant: 'bias' },
          { constant: 'factors' },
          { output: 0 },
          depth % 4 === 0 ? { c: 'NULL' } : { scratch: true },
        ],
        constants: [
          {
            name: 'weights',
            ctype: 'int8_t',
            values: packedWeights(
              sums.map(({ weights }) => weights),
              depth,
              form,
            ),
            align: 4,
          },
          { name: 'bias', ctype: 'int32_t', values: sums.map((channel) => biasOf(channel, form)) },
          {
            name: 'factors',
            ctype: 'int32_t',
            values: factors.flatMap(({ multiplier, right }) => [multiplier, 2 ** (right - 1), right]),
          },
        ],
        scratch: depth % 4 === 0 ? 0 : 4 * Math.ceil(depth / 4),
        overlaps: [{ input: 0, output: 0, distance }],
      };
    },
    cost: (request) => ratedCost(rates, name, request, directWork(denseSizes(denseOperands(request)))),
  });
};

/** Widens its input in registers: without a copy, and without padded outputs. */
export const fullyConnectedDirectS8Dsp = dense('composite');
export const fullyConnectedDirectPlainS8Dsp = dense('plain');
