import { activationRange, defineKernel, elementCount, perTensorQuant, type CValue, type Kernel } from '@tinyml/core';
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

/** 8-bit integers: the result's scale is always the same. */
const stored = (suffix: 's8' | 'u8'): Kernel<'l2_normalization'> => {
  const name = `tml_l2_normalization_${suffix}`;
  const dtype = suffix === 's8' ? 'int8' : 'uint8';
  return defineKernel<'l2_normalization'>({
    name,
    version: 1,
    op: 'l2_normalization',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const { type } = requiredOperand(request, 0);
      if (type.dtype !== dtype) return `takes ${dtype}, not ${type.dtype}`;
      // The sum of squares keeps the two highest bits of 31 free.
      if ((type.shape.at(-1) ?? 1) > 8192) return 'takes rows of at most 8192 elements';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const { type } = requiredOperand(request, 0);
      const depth = type.shape.at(-1) ?? 1;
      const input = operandArgument(request, 0, 'input');
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: { rows: elementCount(type.shape.slice(0, -1)), depth, zero_point: perTensorQuant(type).zeroPoint },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
        overlaps: elementOverlaps(request, [0]),
      };
    },
    cost: (request) => elementCost(noRates, name, request),
  });
};

export const kernels = withSizes(sizes, [l2NormalizationF32, stored('s8'), stored('u8')]);
