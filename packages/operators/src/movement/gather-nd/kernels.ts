import { byteWidth, defineKernel, elementCount, rowMajorStrides, type Kernel, type KernelRequest } from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

/** Dimensions that a tuple of indices names. */
const most = 4;

interface Parts {
  /** Of the dimensions that indices name. */
  readonly sizes: readonly number[];
  readonly tuples: number;
  /** Of one part. */
  readonly bytes: number;
}

const partsOf = (request: KernelRequest<'gather_nd'>): Parts => {
  const { dtype, shape } = requiredOperand(request, 0).type;
  const indices = requiredOperand(request, 1).type.shape;
  const depth = indices.at(-1) ?? 0;
  return {
    sizes: shape.slice(0, depth),
    tuples: elementCount(indices.slice(0, -1)),
    bytes: elementCount(shape.slice(depth)) * byteWidth(dtype),
  };
};

/** Parts that constant indices name: their numbers are known, and they are copied like slices along one axis. */
const constant = defineKernel<'gather_nd'>({
  name: 'tml_gather_nd',
  version: 1,
  op: 'gather_nd',
  isa: 'generic',
  sources: kernelSources('tml_take.h'),
  measured: sharedSizes,
  supports: (request) =>
    operatorProblem(request) ?? (request.inputs[1]?.constant === undefined ? 'the indices must be a constant' : true),
  lower(request) {
    const { sizes, tuples, bytes } = partsOf(request);
    const input = operandArgument(request, 0, 'input');
    const numbers = Array.from((request.inputs[1]?.constant ?? []) as Int32Array, Number);
    const strides = rowMajorStrides(sizes);
    const indices = Array.from({ length: tuples }, (_, tuple) =>
      sizes.reduce((sum, size, axis) => {
        const index = numbers[tuple * sizes.length + axis] as number;
        return sum + Math.min(Math.max(index, 0), size - 1) * (strides[axis] as number);
      }, 0),
    );
    return {
      function: 'tml_take',
      params: { type: 'tml_take_params', fields: { outer: 1, size: elementCount(sizes), count: tuples, bytes } },
      arguments: [{ params: true }, input.argument, { constant: 'indices' }, { output: 0 }],
      constants: [{ name: 'indices', ctype: 'int32_t', values: indices }, ...input.constants],
      scratch: 0,
    };
  },
  cost: (request) => moveCost(rates, 'tml_take', request, partsOf(request).tuples),
});

/** Parts that computed indices name. */
const computed = (dtype: 'int32' | 'int64', suffix: string): Kernel<'gather_nd'> =>
  defineKernel<'gather_nd'>({
    name: `tml_gather_nd_${suffix}`,
    version: 1,
    op: 'gather_nd',
    isa: 'generic',
    sources: kernelSources(`tml_gather_nd_${suffix}.h`),
    supports(request) {
      const indices = request.inputs[1];
      if (indices?.constant !== undefined) return 'the indices are constant';
      if (indices?.type.dtype !== dtype) return `takes indices of type ${dtype}`;
      return (
        operatorProblem(request) ??
        (partsOf(request).sizes.length > most ? `takes tuples of at most ${String(most)} indices` : true)
      );
    },
    lower(request) {
      const { sizes, tuples, bytes } = partsOf(request);
      const input = operandArgument(request, 0, 'input');
      const size = Array.from({ length: most }, (_, axis) => sizes[axis] ?? 1);
      return {
        function: `tml_gather_nd_${suffix}`,
        params: { type: 'tml_gather_nd_params', fields: { size, depth: sizes.length, count: tuples, bytes } },
        arguments: [{ params: true }, input.argument, { input: 1 }, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost: (request) => moveCost(rates, 'tml_take', request, partsOf(request).tuples),
  });

export const kernels = withSizes(sizes, [constant, computed('int32', 's32'), computed('int64', 's64')]);
