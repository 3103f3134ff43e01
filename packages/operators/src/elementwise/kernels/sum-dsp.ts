import {
  defineKernel,
  elementCount,
  multiplyByQuantizedMultiplier,
  perTensorQuant,
  quantizedActivationRange,
  type Activation,
  type Kernel,
  type KernelRequest,
  type OpName,
  type PerTensorQuant,
  type QuantizedMultiplier,
} from '@tinyml/core';
import { sumFactors, sumLeftShift } from '@tinyml/core/internal';
import {
  dtypeProblem,
  elementOverlaps,
  operandArgument,
  operatorProblem,
  requiredOperand,
} from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { sizes } from './kernel-sizes.ts';

/** Of the operands and the result. */
export const sumQuants = (
  request: KernelRequest,
): readonly [a: PerTensorQuant, b: PerTensorQuant, output: PerTensorQuant] => [
  perTensorQuant(requiredOperand(request, 0).type),
  perTensorQuant(requiredOperand(request, 1).type),
  perTensorQuant(request.outputs[0] as NonNullable<(typeof request.outputs)[0]>),
];

/** What each of the 256 values, by its unsigned byte, adds to the sum, at the common scale. */
export const sumTerms = (
  { zeroPoint }: PerTensorQuant,
  { multiplier, shift }: QuantizedMultiplier,
  sign: 1 | -1,
): Int32Array =>
  Int32Array.from({ length: 256 }, (_, i) =>
    multiplyByQuantizedMultiplier((sign * ((i < 128 ? i : i - 256) - zeroPoint)) << sumLeftShift, multiplier, shift),
  );

/** Doubled for the requantisation. */
const doubled = (terms: Int32Array): Int32Array => terms.map((term) => 2 * term);

export const sumElements = (request: KernelRequest): number => elementCount(request.outputs[0]?.shape ?? []);

/** What kernels of sums with tables ask of a node, beyond the factor of the result; undefined: nothing is missing. */
export const sumProblem = (request: KernelRequest): string | undefined => {
  const problem = dtypeProblem(request, ['int8', 'int8'], 'int8') ?? operatorProblem(request);
  if (problem !== undefined) return problem;
  const count = sumElements(request);
  return [0, 1].some((i) => elementCount(requiredOperand(request, i).type.shape) !== count)
    ? 'broadcasting is not supported'
    : undefined;
};

/** int8 sums (`sign` of the second operand 1) or differences (−1) of tensors of the same shape: a table of terms for each operand. */
export const sumKernel = (op: OpName, sign: 1 | -1): Kernel =>
  defineKernel({
    name: `tml_${op}_s8_dsp`,
    version: 1,
    op,
    isa: 'dsp',
    sources: kernelSources('tml_add_s8_dsp.h'),
    measured: sizes,
    supports(request) {
      const problem = sumProblem(request);
      if (problem !== undefined) return problem;
      const { shift, multiplier } = sumFactors(...sumQuants(request)).output;
      return (multiplier !== 0 && shift <= -1 && shift >= -22) || 'the requantisation factor is out of range';
    },
    lower(request) {
      const [a, b, output] = sumQuants(request);
      const factors = sumFactors(a, b, output);
      const { multiplier } = factors.output;
      const shift = -factors.output.shift;
      const { activation } = request.node.attrs as { readonly activation: Activation };
      const [low, high] = quantizedActivationRange(activation, output.scale, output.zeroPoint, 'int8');
      const first = operandArgument(request, 0, 'a');
      const second = operandArgument(request, 1, 'b');
      return {
        function: 'tml_add_s8_dsp',
        params: {
          type: 'tml_add_s8_dsp_params',
          fields: {
            count: sumElements(request),
            a_terms: { c: '@a_terms' },
            b_terms: { c: '@b_terms' },
            multiplier,
            rounding: 2 ** (shift - 1) + output.zeroPoint * 2 ** shift,
            shift,
            sign_step: low < output.zeroPoint ? -1 : 0,
            low,
            high,
          },
        },
        arguments: [{ params: true }, first.argument, second.argument, { output: 0 }],
        constants: [
          { name: 'a_terms', ctype: 'int32_t', values: doubled(sumTerms(a, factors.a, 1)) },
          { name: 'b_terms', ctype: 'int32_t', values: doubled(sumTerms(b, factors.b, sign)) },
          ...first.constants,
          ...second.constants,
        ],
        scratch: 0,
        overlaps: elementOverlaps(request, [0, 1]),
      };
    },
    cost(request) {
      const count = sumElements(request);
      return { instructions: 60 + count * 14, cycles: 80 + count * 16 };
    },
  });
