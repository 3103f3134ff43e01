import { defineKernel, elementCount, type Kernel, type OpName } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

const forms = [
  ['f32', 'float32'],
  ['s32', 'int32'],
] as const;

/** Kernels of an operator that combines the rows of each segment: `combination` names the C, which operators may share. */
export const segmentKernels = (op: OpName, combination: string): readonly Kernel[] =>
  forms.map(([suffix, dtype]) =>
    defineKernel({
      name: `tml_${op}_${suffix}`,
      version: 1,
      op,
      isa: 'generic',
      sources: kernelSources(`tml_segment_${combination}_${suffix}.h`),
      supports(request) {
        const found = requiredOperand(request, 0).type.dtype;
        return found === dtype ? (operatorProblem(request) ?? true) : `takes ${dtype}, not ${found}`;
      },
      lower(request) {
        const rows = elementCount(requiredOperand(request, 1).type.shape);
        const size = elementCount(requiredOperand(request, 0).type.shape) / Math.max(rows, 1);
        const data = operandArgument(request, 0, 'data');
        const ids = operandArgument(request, 1, 'ids');
        return {
          function: `tml_segment_${combination}_${suffix}`,
          params: {
            type: 'tml_segment_params',
            fields: { rows, size, segments: request.outputs[0]?.shape[0] ?? 0 },
          },
          arguments: [{ params: true }, data.argument, ids.argument, { output: 0 }],
          constants: [...data.constants, ...ids.constants],
          scratch: 0,
        };
      },
      cost(request) {
        const element = elementCount(requiredOperand(request, 0).type.shape);
        const result = elementCount(request.outputs[0]?.shape ?? []);
        return ratedCost(
          noRates,
          `tml_segment_${combination}`,
          request,
          { element, result },
          suffix === 'f32' ? element : 0,
        );
      },
    }),
  );
