import {
  byteLength,
  byteWidth,
  defineKernel,
  elementCount,
  isWide,
  rowMajorStrides,
  toBytes,
  type Kernel,
  type KernelRequest,
  type StridedView,
} from '@tinyml/core';
import { padZero, paddingPairs } from '@tinyml/core/internal';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { innerRun, viewFields, viewProblem } from '../kernels/strided-view.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

/** Where the operand lies within the result, or undefined where the paddings are computed. */
const placeOf = (request: KernelRequest): StridedView | undefined => {
  const constant = request.inputs[1]?.constant;
  const shape = request.outputs[0]?.shape;
  if (constant === undefined || shape === undefined) return undefined;
  const source = requiredOperand(request, 0).type.shape;
  const strides = rowMajorStrides(shape);
  const pairs = paddingPairs(source, Array.from(constant as Int32Array, Number));
  const start = pairs.reduce((sum, [before], axis) => sum + before * (strides[axis] ?? 0), 0);
  return { shape: source, strides, start };
};

/** The bits of the value to pad with, as a signed number of at most 32 bits. */
const fillerOf = (request: KernelRequest): number | undefined => {
  const value = request.inputs[2];
  const output = request.outputs[0];
  if (output === undefined) return undefined;
  if (value == null) return padZero(output);
  if (value.constant === undefined) return undefined;
  if (isWide(value.constant)) {
    const wide = Number(value.constant[0]);
    return Math.abs(wide) < 2 ** 31 ? wide : undefined;
  }
  if (!(value.constant instanceof Float32Array)) return value.constant[0];
  return new DataView(toBytes(value.constant).slice().buffer).getInt32(0, true);
};

const padKernel = (bits: 8 | 16 | 32 | 64): Kernel<'pad'> =>
  defineKernel<'pad'>({
    name: `tml_pad_${String(bits)}`,
    version: 1,
    op: 'pad',
    isa: 'generic',
    sources: kernelSources(`tml_pad_${String(bits)}.h`),
    supports(request) {
      const { dtype } = requiredOperand(request, 0).type;
      if (byteWidth(dtype) * 8 !== bits) return `takes elements of ${String(bits)} bits, not ${dtype}`;
      const view = placeOf(request);
      if (view === undefined) return 'the paddings must be constants';
      if (fillerOf(request) === undefined) return 'the value to pad with must be a constant of at most 32 bits';
      return (
        operatorProblem(request) ??
        viewProblem({ ...view, shape: [...view.shape, 2], strides: [...view.strides, 1] }) ??
        true
      );
    },
    lower(request) {
      const view = placeOf(request);
      const input = operandArgument(request, 0, 'input');
      if (view === undefined) throw new Error(`${request.node.id} has paddings that are not constant`);
      return {
        function: `tml_pad_${String(bits)}`,
        params: {
          type: `tml_pad_${String(bits)}_params`,
          fields: {
            view: { fields: viewFields(view, true) },
            total: elementCount(request.outputs[0]?.shape ?? []),
            value: fillerOf(request) ?? 0,
          },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const view = placeOf(request);
      const { type } = requiredOperand(request, 0);
      const run = view === undefined ? undefined : innerRun(view);
      const copies = run?.stride === 1 ? elementCount(type.shape) / run.count : elementCount(type.shape);
      const work = { element: elementCount(request.outputs[0]?.shape ?? []), copy: copies, byte: byteLength(type) };
      return ratedCost(noRates, 'tml_pad', request, work);
    },
  });

export const kernels = withSizes(
  sizes,
  ([8, 16, 32, 64] as const).map((bits) => padKernel(bits)),
);
