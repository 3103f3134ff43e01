import { activationRange, defineKernel, elementCount, type CValue } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { elementOverlaps, operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';

const l2NormalizationF32 = defineKernel<'l2_normalization'>({
  name: 'tml_l2_normalization_f32',
  version: 1,
  op: 'l2_normalization',
  isa: 'generic',
  sources: kernelSources('tml_l2_normalization_f32.h'),
  supports(request) {
    const { dtype } = requiredOperand(request, 0).type;
    return dtype === 'float32' ? (operatorProblem(request) ?? true) : `takes float32, not ${dtype}`;
  },
  lower(request) {
    const { shape } = requiredOperand(request, 0).type;
    const [low, high] = activationRange(request.node.attrs.activation);
    const finite = (value: number): CValue =>
      Number.isFinite(value) ? Math.fround(value) : { c: value < 0 ? '-INFINITY' : 'INFINITY' };
    const input = operandArgument(request, 0, 'input');
    return {
      function: 'tml_l2_normalization_f32',
      params: {
        type: 'tml_l2_normalization_f32_params',
        fields: {
          rows: elementCount(shape.slice(0, -1)),
          depth: shape.at(-1) ?? 1,
          low: finite(low),
          high: finite(high),
        },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: input.constants,
      scratch: 0,
      overlaps: elementOverlaps(request, [0]),
    };
  },
  cost: (request) => elementCost(noRates, 'tml_l2_normalization_f32', request, 3),
});

export const kernels = withSizes(sizes, [l2NormalizationF32]);
