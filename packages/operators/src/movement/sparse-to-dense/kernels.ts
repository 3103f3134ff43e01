import { byteWidth, defineKernel, elementCount } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { noRates } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

/** Dimensions of the result: TML_SCATTER_DIMENSIONS of the header that names its places. */
const most = 6;

export const kernels = withSizes(sizes, [
  defineKernel<'sparse_to_dense'>({
    name: 'tml_sparse_to_dense',
    version: 1,
    op: 'sparse_to_dense',
    isa: 'generic',
    sources: kernelSources('tml_sparse_to_dense.h'),
    supports: (request) =>
      operatorProblem(request) ??
      ((request.outputs[0]?.shape.length ?? 0) > most ? `takes at most ${String(most)} dimensions` : true),
    lower(request) {
      const places = requiredOperand(request, 0).type;
      const shape = request.outputs[0]?.shape ?? [];
      const operands = ([0, 2, 3] as const).map((at, i) =>
        operandArgument(request, at, ['indices', 'values', 'other'][i] ?? ''),
      );
      return {
        function: 'tml_sparse_to_dense',
        params: {
          type: 'tml_sparse_to_dense_params',
          fields: {
            places: {
              fields: {
                size: Array.from({ length: most }, (_, axis) => shape[axis] ?? 1),
                depth: shape.length,
                count: elementCount(places.shape) / shape.length,
                run: 1,
                elements: elementCount(shape),
                wide: Number(places.dtype === 'int64'),
              },
            },
            bytes: byteWidth(requiredOperand(request, 2).type.dtype),
            step: Number(elementCount(requiredOperand(request, 2).type.shape) > 1),
          },
        },
        arguments: [{ params: true }, ...operands.map(({ argument }) => argument), { output: 0 }],
        constants: operands.flatMap(({ constants }) => constants),
        scratch: 0,
      };
    },
    cost: (request) => moveCost(noRates, 'tml_sparse_to_dense', request, elementCount(request.outputs[0]?.shape ?? [])),
  }),
]);
