import { defineKernel, elementCount, type DType } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';

/** TML_SCATTER_DIMENSIONS of the header. */
const most = 6;

const forms: readonly (readonly [suffix: string, dtype: DType])[] = [
  ['f32', 'float32'],
  ['s8', 'int8'],
  ['u8', 'uint8'],
  ['s16', 'int16'],
  ['s32', 'int32'],
  ['s64', 'int64'],
];

export const kernels = withSizes(
  sizes,
  forms.map(([suffix, dtype]) => {
    const name = `tml_scatter_nd_${suffix}`;
    return defineKernel<'scatter_nd'>({
      name,
      version: 1,
      op: 'scatter_nd',
      isa: 'generic',
      sources: kernelSources(`${name}.h`),
      supports(request) {
        const updates = requiredOperand(request, 1).type;
        if (updates.dtype !== dtype) return `takes ${dtype}, not ${updates.dtype}`;
        const depth = requiredOperand(request, 0).type.shape.at(-1) ?? 0;
        if (depth > most) return `takes tuples of at most ${String(most)} indices`;
        return operatorProblem(request) ?? true;
      },
      lower(request) {
        const places = requiredOperand(request, 0).type;
        const depth = places.shape.at(-1) ?? 0;
        const shape = request.outputs[0]?.shape ?? [];
        const indices = operandArgument(request, 0, 'indices');
        const updates = operandArgument(request, 1, 'updates');
        return {
          function: name,
          params: {
            type: 'tml_scatter_nd_params',
            fields: {
              size: Array.from({ length: most }, (_, axis) => (axis < depth ? (shape[axis] ?? 1) : 1)),
              depth,
              count: elementCount(places.shape.slice(0, -1)),
              run: elementCount(shape.slice(depth)),
              elements: elementCount(shape),
              wide: places.dtype === 'int64' ? 1 : 0,
            },
          },
          arguments: [{ params: true }, indices.argument, updates.argument, { output: 0 }],
          constants: [...indices.constants, ...updates.constants],
          scratch: 0,
        };
      },
      cost: (request) =>
        moveCost(noRates, 'tml_scatter_nd', request, elementCount(requiredOperand(request, 1).type.shape)),
    });
  }),
);
