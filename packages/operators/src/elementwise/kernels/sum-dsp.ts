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

const quants = (request: KernelRequest): readonly [a: PerTensorQuant, b: PerTensorQuant, output: PerTensorQuant] => [
  perTensorQuant(requiredOperand(request, 0).type),
  perTensorQuant(requiredOperand(request, 1).type),
  perTensorQuant(request.outputs[0] as NonNullable<(typeof request.outputs)[0]>),
];

/** What each of the 256 values, by its unsigned byte, adds to the sum, at the common scale; doubled for the requantisation. */
const terms = ({ zeroPoint }: PerTensorQuant, { multiplier, shift }: QuantizedMultiplier, sign: 1 | -1): Int32Array =>
  Int32Array.from(
    { length: 256 },
    (_, i) =>
      2 *
      multiplyByQuantizedMultiplier((sign * ((i < 128 ? i : i - 256) - zeroPoint)) << sumLeftShift, multiplier, shift),
  );

const elements = (request: KernelRequest): number => elementCount(request.outputs[0]?.shape ?? []);

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
      const problem = dtypeProblem(request, ['int8', 'int8'], 'int8') ?? operatorProblem(request);
      if (problem !== undefined) return problem;
      const count = elements(request);
      if ([0, 1].some((i) => elementCount(requiredOperand(request, i).type.shape) !== count))
        return 'broadcasting is not supported';
      const { shift, multiplier } = sumFactors(...quants(request)).output;
      return (multiplier !== 0 && shift <= -1 && shift >= -22) || 'the requantisation factor is out of range';
    },
    lower(request) {
      const [a, b, output] = quants(request);
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
            count: elements(request),
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
          { name: 'a_terms', ctype: 'int32_t', values: terms(a, factors.a, 1) },
          { name: 'b_terms', ctype: 'int32_t', values: terms(b, factors.b, sign) },
          ...first.constants,
          ...second.constants,
        ],
        scratch: 0,
        overlaps: elementOverlaps(request, [0, 1]),
      };
    },
    cost(request) {
      const count = elements(request);
      return { instructions: 60 + count * 14, cycles: 80 + count * 16 };
    },
  });
