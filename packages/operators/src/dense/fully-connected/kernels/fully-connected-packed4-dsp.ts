import { defineKernel, requantizationFactors, type Kernel, type KernelRequest } from '@tinyml/core';
import { denseOperands, denseResults, denseSizes } from './fully-connected-operands.ts';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { recordDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { channelSums } from '../../../kernel/weighted/matrix-records.ts';
import { fourBitProblem } from '../../../kernel/weighted/four-bits.ts';
import { supportsWeighted, type WeightedOperands } from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

type Request = KernelRequest<'fully_connected'>;

/** The operands with the filter as it is in the graph. */
const operandsOf = (request: Request): WeightedOperands => {
  const operands = denseOperands(request);
  const { constant, type } = operands.filter;
  return { ...operands, filter: { type, ...(constant && { constant }) } };
};

/** Bits by which the kernel's high word of sum * multiplier is to be shifted right, beyond the factor's own. */
const spare = 3;

/** Of the eight weights from `at` on, those that a byte has: see tml_fully_connected_packed4_s8_dsp.h. */
const pairs = [0, 4, 2, 6];

const wordOf = (weights: Int8Array, at: number): readonly number[] =>
  pairs.map((pair) => {
    const [first, second] = [weights[at + pair] ?? 0, weights[at + pair + 1] ?? 0];
    return 16 * second + first + 8;
  });

interface Output {
  readonly weights: Int8Array;
  readonly bias: number;
  readonly factor: readonly [multiplier: number, rounding: number, right: number];
}

const outputsOf = (operands: WeightedOperands, depth: number): readonly Output[] => {
  const steps = Math.ceil(depth / 8);
  return requantizationFactors(operands.types, true).map(({ multiplier, shift }, channel) => {
    const { bias, weights } = channelSums(operands, depth, channel);
    let lower = 4 * steps * 8;
    for (let i = 0; i < depth; i += 2) lower += weights[i] as number;
    const right = spare - shift;
    return { weights, bias: (16 * bias - 2048 * lower) | 0, factor: [multiplier, 2 ** (right - 1), right] };
  });
};

const none: Output = { weights: new Int8Array(), bias: 0, factor: [0, 1, 1] };

const name = 'tml_fully_connected_packed4_s8_dsp';

export const fullyConnectedPacked4S8Dsp: Kernel<'fully_connected'> = defineKernel({
  name,
  version: 1,
  op: 'fully_connected',
  isa: 'dsp',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const operands = operandsOf(request);
    const { depth, outputs } = denseSizes(operands);
    const supported = supportsWeighted(operands, 's8', depth);
    if (supported !== true) return supported;
    const problem = fourBitProblem(denseOperands(request).filter);
    if (problem !== undefined) return problem;
    if (requantizationFactors(operands.types, true).some(({ shift }) => spare - shift < 1 || spare - shift > 30))
      return 'the requantisation factor is out of range';
    for (let channel = 0; channel < outputs; channel++)
      if (channelSums(operands, depth, channel).reach.some((sum) => Math.abs(sum) >= 2 ** 27))
        return 'the accumulator has no spare bits';
    return true;
  },
  lower(request) {
    const operands = operandsOf(request);
    const { rows, depth, outputs } = denseSizes(operands);
    const { zeroPoint, min, max } = denseResults(request, operands);
    const steps = Math.ceil(depth / 8);
    const all = outputsOf(operands, depth);
    const padded = [...all, ...Array.from({ length: (4 - (outputs % 4)) % 4 }, () => none)];
    const [first] = all as readonly [Output];
    const shared = all.every(({ factor }) => factor[0] === first.factor[0] && factor[2] === first.factor[2]);
    const weights = Array.from({ length: padded.length / 4 }, (_, four) =>
      Array.from({ length: steps }, (_, step) =>
        padded.slice(4 * four, 4 * four + 4).flatMap((output) => wordOf(output.weights, 8 * step)),
      ),
    ).flat(2);
    return {
      function: name,
      params: {
        type: 'tml_direct_params',
        fields: { rows, depth, outputs, factor_step: shared ? 0 : 3, zero_point: zeroPoint, min, max },
      },
      arguments: [
        { params: true },
        { input: 0 },
        { constant: 'weights' },
        { constant: 'bias' },
        { constant: 'factors' },
        { output: 0 },
        { scratch: true },
      ],
      constants: [
        { name: 'weights', ctype: 'int8_t', values: Int8Array.from(weights), align: 4 },
        { name: 'bias', ctype: 'int32_t', values: Int32Array.from(padded, ({ bias }) => bias) },
        {
          name: 'factors',
          ctype: 'int32_t',
          values: Int32Array.from((shared ? [first] : padded).flatMap(({ factor }) => factor)),
        },
      ],
      scratch: 16 * steps,
      // A row is copied before its results are written.
      overlaps: [{ input: 0, output: 0, distance: recordDistance(rows, depth, outputs) }],
    };
  },
  cost(request) {
    const { rows, depth, outputs } = denseSizes(operandsOf(request));
    const [steps, fours] = [Math.ceil(depth / 8), rows * Math.ceil(outputs / 4)];
    return ratedCost(rates, name, request, {
      row: rows,
      widening: rows * steps,
      four: fours,
      step: fours * steps,
      round: fours * Math.ceil(steps / 2),
    });
  },
});
