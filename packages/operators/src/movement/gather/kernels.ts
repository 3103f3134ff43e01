import {
  byteWidth,
  defineKernel,
  elementCount,
  resolveAxis,
  type CValue,
  type Kernel,
  type KernelRequest,
} from '@tinyml/core';
import { moveCost } from '../../kernel/element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

/** Fields of `tml_take_params`. */
const takeFields = (request: KernelRequest<'gather'>): Readonly<Record<string, CValue>> => {
  const { dtype, shape } = requiredOperand(request, 0).type;
  const axis = resolveAxis(request.node.attrs.axis, shape.length);
  return {
    outer: elementCount(shape.slice(0, axis)),
    size: shape[axis] ?? 1,
    count: elementCount(requiredOperand(request, 1).type.shape),
    bytes: elementCount(shape.slice(axis + 1)) * byteWidth(dtype),
  };
};

/** Slices that are copied. */
const sliceCount = (request: KernelRequest<'gather'>): number => {
  const { outer, count } = takeFields(request);
  return Number(outer) * Number(count);
};

const batchProblem = ({ node, inputs }: KernelRequest<'gather'>): string | undefined =>
  node.attrs.batchDims === 0 || inputs[1]?.type.shape.length === 0 ? undefined : 'batch dimensions are not supported';

/** Slices that constant indices name. */
const take = defineKernel<'gather'>({
  name: 'tml_gather',
  version: 1,
  op: 'gather',
  isa: 'generic',
  sources: kernelSources('tml_take.h'),
  measured: sharedSizes,
  supports: (request) =>
    operatorProblem(request) ??
    batchProblem(request) ??
    (request.inputs[1]?.constant === undefined ? 'the indices must be a constant' : true),
  lower(request) {
    const input = operandArgument(request, 0, 'input');
    const indices = Array.from((request.inputs[1]?.constant ?? []) as Int32Array, Number);
    return {
      function: 'tml_take',
      params: { type: 'tml_take_params', fields: takeFields(request) },
      arguments: [{ params: true }, input.argument, { constant: 'indices' }, { output: 0 }],
      constants: [{ name: 'indices', ctype: 'int32_t', values: indices }, ...input.constants],
      scratch: 0,
    };
  },
  cost: (request) => moveCost(rates, 'tml_take', request, sliceCount(request)),
});

/** Slices that computed indices name, as a table of embeddings is read. */
const takeComputed = (dtype: 'int32' | 'int64', suffix: string): Kernel<'gather'> =>
  defineKernel<'gather'>({
    name: `tml_gather_${suffix}`,
    version: 1,
    op: 'gather',
    isa: 'generic',
    sources: kernelSources(`tml_take_${suffix}.h`),
    supports(request) {
      const indices = request.inputs[1];
      if (indices?.constant !== undefined) return 'the indices are constant';
      return (
        operatorProblem(request) ??
        batchProblem(request) ??
        (indices?.type.dtype === dtype ? true : `takes indices of type ${dtype}`)
      );
    },
    lower(request) {
      const input = operandArgument(request, 0, 'input');
      return {
        function: `tml_take_${suffix}`,
        params: { type: 'tml_take_params', fields: takeFields(request) },
        arguments: [{ params: true }, input.argument, { input: 1 }, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost: (request) => moveCost(rates, 'tml_take', request, sliceCount(request)),
  });

export const kernels = withSizes(sizes, [take, takeComputed('int32', 's32'), takeComputed('int64', 's64')]);
