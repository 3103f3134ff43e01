import { byteWidth, defineKernel, resolveAxes, type Kernel, type KernelRequest, type OpName } from '@tinyml/core';
import { reductionCost, reductionDistance, reductionGroups } from './reduction-groups.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { rates } from './kernel-rates.ts';

const dtypes = {
  b8: 'bool',
  f32: 'float32',
  s8: 'int8',
  u8: 'uint8',
  s16: 'int16',
  s32: 'int32',
  s64: 'int64',
} as const;

/** The constant axes, sorted; undefined where they are computed. */
export const axesOf = (request: KernelRequest): readonly number[] | undefined => {
  const axes = request.inputs[1]?.constant;
  const { shape } = requiredOperand(request, 0).type;
  return axes && resolveAxes(Array.from(axes as Int32Array, Number), shape.length);
};

/**
 * The elements along axes as one: the greatest or least of them, their sum or product, whether any or all are true.
 */
export const reduceKernel = (op: OpName, form: keyof typeof dtypes, name = `tml_${op}_${form}`): Kernel => {
  const dtype = dtypes[form];
  const width = byteWidth(dtype);
  return defineKernel({
    name,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const { type } = requiredOperand(request, 0);
      if (type.dtype !== dtype) return `takes ${dtype}, not ${type.dtype}`;
      const axes = axesOf(request);
      if (axes === undefined) return 'the axes must be a constant';
      if (reductionGroups(type.shape, axes) === undefined) return 'more than two separate groups of axes are reduced';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const { shape } = requiredOperand(request, 0).type;
      const sizes = reductionGroups(shape, axesOf(request) ?? []) ?? [1, 1, 1, 1, 1];
      const [kept0, reduced0, kept1, reduced1, kept2] = sizes;
      return {
        function: name,
        params: { type: 'tml_mean_geometry', fields: { kept0, reduced0, kept1, reduced1, kept2 } },
        arguments: [{ params: true }, { input: 0 }, { output: 0 }],
        constants: [],
        scratch: 0,
        // Memory is shared at multiples of 4 bytes, which 64-bit elements cannot lie at.
        overlaps: width > 4 ? [] : [{ input: 0, output: 0, distance: reductionDistance(sizes, width) }],
      };
    },
    cost(request) {
      const { shape } = requiredOperand(request, 0).type;
      const groups = reductionGroups(shape, axesOf(request) ?? []) ?? [1, 1, 1, 1, 1];
      return reductionCost(rates, name, request, groups, form === 'f32' ? 0.3 : 0);
    },
  });
};
