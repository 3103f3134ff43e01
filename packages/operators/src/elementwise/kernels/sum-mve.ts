import {
  defineKernel,
  quantizedActivationRange,
  type Activation,
  type Kernel,
  type OpName,
  type QuantizedMultiplier,
} from '@tinyml/core';
import { sumFactors, sumLeftShift } from '@tinyml/core/internal';
import { elementOverlaps, operandArgument } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { vectorCost } from '../../kernel/weighted/vector-cost.ts';
import { sizes } from './kernel-sizes.ts';
import { sumElements, sumProblem, sumQuants, sumTerms } from './sum-dsp.ts';

/** A factor of one half, which the operand with the greater scale has: it loses nothing. */
const isHalf = ({ multiplier, shift }: QuantizedMultiplier): boolean => multiplier === 2 ** 30 && shift === 0;

const name = 'tml_add_s8_mve';

/** int8 sums (`sign` of the second operand 1) or differences (−1) of tensors of the same shape, for Helium. */
export const sumVectorKernel = (op: OpName, sign: 1 | -1): Kernel =>
  defineKernel({
    name: `tml_${op}_s8_mve`,
    version: 1,
    op,
    isa: 'mve',
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports(request) {
      const problem = sumProblem(request);
      if (problem !== undefined) return problem;
      const { a, b, output } = sumFactors(...sumQuants(request));
      if (!isHalf(a) && !isHalf(b)) return 'neither operand has the greatest scale';
      return (output.multiplier !== 0 && output.shift <= -1) || 'the requantisation factor is out of range';
    },
    lower(request) {
      const quants = sumQuants(request);
      const [, , output] = quants;
      const factors = sumFactors(...quants);
      /** Which operand is a plain multiple. */
      const plain = isHalf(factors.a) ? 0 : 1;
      const other = plain === 0 ? 1 : 0;
      const factor = (plain === 1 ? sign : 1) * 2 ** (sumLeftShift - 1);
      const terms = sumTerms(quants[other], other === 0 ? factors.a : factors.b, other === 1 ? sign : 1);
      const { activation } = request.node.attrs as { readonly activation: Activation };
      const [low, high] = quantizedActivationRange(activation, output.scale, output.zeroPoint, 'int8');
      const [first, second] = [operandArgument(request, plain, 'plain'), operandArgument(request, other, 'other')];
      return {
        function: name,
        params: {
          type: 'tml_add_s8_mve_params',
          fields: {
            count: sumElements(request),
            terms: { c: '@terms' },
            factor,
            multiplier: factors.output.multiplier,
            shift: factors.output.shift,
            zero_point: output.zeroPoint,
            sign_step: low < output.zeroPoint ? -1 : 0,
            low,
            high,
          },
        },
        arguments: [{ params: true }, first.argument, second.argument, { output: 0 }],
        constants: [
          {
            name: 'terms',
            ctype: 'int32_t',
            values: terms.map((term) => term - quants[plain].zeroPoint * factor),
          },
          ...first.constants,
          ...second.constants,
        ],
        scratch: 0,
        overlaps: elementOverlaps(request, [0, 1]),
      };
    },
    cost: (request) => vectorCost(60 + 3 * sumElements(request)),
  });
