import { defineKernel, elementCount, type Kernel } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { elementOverlaps, operandArgument, operatorProblem } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';

const sumKernel = (dtype: 'float32' | 'int32'): Kernel => {
  const name = dtype === 'float32' ? 'tml_add_n_f32' : 'tml_add_n_s32';
  return defineKernel({
    name,
    version: 1,
    op: 'add_n',
    isa: 'generic',
    sources: kernelSources('tml_add_n.h'),
    supports: (request) =>
      operatorProblem(request) ??
      (request.outputs[0]?.dtype === dtype || `takes ${dtype}, not ${String(request.outputs[0]?.dtype)}`),
    lower(request) {
      const operands = request.inputs.map((_, index) => operandArgument(request, index, `operand${String(index)}`));
      return {
        function: name,
        params: {
          type: 'tml_add_n_params',
          fields: { count: elementCount(request.outputs[0]?.shape ?? []), operands: operands.length },
        },
        arguments: [{ params: true }, { pointers: operands.map(({ argument }) => argument) }, { output: 0 }],
        constants: operands.flatMap(({ constants }) => constants),
        scratch: 0,
        overlaps: elementOverlaps(
          request,
          operands.map((_, index) => index),
        ),
      };
    },
    cost: (request) => elementCost(noRates, name, request, dtype === 'float32' ? request.inputs.length - 1 : 0),
  });
};

export const kernels = withSizes(sizes, [sumKernel('float32'), sumKernel('int32')]);
