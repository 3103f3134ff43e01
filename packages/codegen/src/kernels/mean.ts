import {
  byteWidth,
  defineKernel,
  elementCount,
  meanFactor,
  resolveAxes,
  type CValue,
  type Cost,
  type Kernel,
  type KernelRequest,
  type Shape,
  type TensorType,
} from '@tinyml/core';
import { ratedCost } from './kernel-cost.ts';
import { readDistance } from './overlap-distance.ts';
import { kernelSources } from './sources.ts';

const operandsOf = (
  request: KernelRequest,
): { readonly x: TensorType; readonly y: TensorType; readonly axes: readonly number[] | undefined } => {
  const x = request.inputs[0]?.type;
  const y = request.outputs[0];
  if (x === undefined || y === undefined) throw new Error('mean without an input');
  const axes = request.inputs[1]?.constant;
  return { x, y, axes: axes && resolveAxes(Array.from(axes as Int32Array, Number), x.shape.length) };
};

/** Sizes of [kept, reduced, kept, reduced, kept], neighbours merged; undefined where there are more groups. */
export const reductionGroups = (
  shape: Shape,
  axes: readonly number[],
): readonly [number, number, number, number, number] | undefined => {
  const sizes = [1];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    if (axes.includes(axis) !== (sizes.length % 2 === 0)) sizes.push(1);
    sizes[sizes.length - 1] = (sizes.at(-1) as number) * size;
  });
  if (sizes.length > 5) return undefined;
  const [kept0 = 1, reduced0 = 1, kept1 = 1, reduced1 = 1, kept2 = 1] = sizes;
  // One reduction: let it be the inner one, whose loop steps by a constant.
  return sizes.length <= 3 ? [kept0, 1, 1, reduced0, kept1] : [kept0, reduced0, kept1, reduced1, kept2];
};

/** How far the results of a reduction over `groups` may lie over its operand: they are computed in order. */
export const reductionDistance = (
  [kept0, reduced0, kept1, reduced1, kept2]: readonly [number, number, number, number, number],
  element: number,
): number => {
  const first: number[] = [];
  for (let i = 0; i < kept0; i += 1)
    for (let j = 0; j < kept1; j += 1)
      for (let k = 0; k < kept2; k += 1) first.push(((i * reduced0 * kept1 + j) * reduced1 * kept2 + k) * element);
  return readDistance(first, element, kept0 * reduced0 * kept1 * reduced1 * kept2 * element);
};

/** Time of a kernel that reduces these groups. `floats`: floating-point operations on one element. */
export const reductionCost = (
  rates: string,
  request: Pick<KernelRequest, 'core' | 'priority'>,
  [kept0, reduced0, kept1, reduced1, kept2]: readonly [number, number, number, number, number],
  floats: number,
): Cost => {
  const result = kept0 * kept1 * kept2;
  const element = result * reduced0 * reduced1;
  return ratedCost(rates, request, { result, run: result * reduced0, element }, element * floats);
};

const meanKernel = (form: 's8' | 'f32'): Kernel<'mean'> => {
  const name = `tml_mean_${form}`;
  const dtype = form === 's8' ? 'int8' : 'float32';
  return defineKernel({
    name,
    version: 1,
    op: 'mean',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const { x, y, axes } = operandsOf(request);
      if (axes === undefined) return 'the axes must be a constant';
      if (x.dtype !== dtype || y.dtype !== dtype) return `types ${x.dtype} → ${y.dtype} are not ${dtype}`;
      if (reductionGroups(x.shape, axes) === undefined) return 'more than two separate groups of axes are reduced';
      if (form === 's8' && elementCount(x.shape) / elementCount(y.shape) > 2 ** 23)
        return 'the sum could exceed 32 bits';
      return true;
    },
    lower(request) {
      const { x, y, axes = [] } = operandsOf(request);
      const groups = reductionGroups(x.shape, axes) ?? [1, 1, 1, 1, 1];
      const [kept0, reduced0, kept1, reduced1, kept2] = groups;
      const geometry: CValue = { fields: { kept0, reduced0, kept1, reduced1, kept2 } };
      const factor =
        form === 's8' ? meanFactor(x.quant?.scale[0] ?? 1, y.quant?.scale[0] ?? 1, reduced0 * reduced1) : undefined;
      const quantised = factor && {
        input_zero_point: x.quant?.zeroPoint[0] ?? 0,
        output_zero_point: y.quant?.zeroPoint[0] ?? 0,
        multiplier: factor.multiplier,
        shift: factor.shift,
      };
      return {
        function: name,
        params: { type: `tml_mean_${form}_params`, fields: { geometry, ...quantised } },
        arguments: [{ params: true }, { input: 0 }, { output: 0 }],
        constants: [],
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: reductionDistance(groups, byteWidth(x.dtype)) }],
      };
    },
    cost(request) {
      const { x, axes = [] } = operandsOf(request);
      return reductionCost(name, request, reductionGroups(x.shape, axes) ?? [1, 1, 1, 1, 1], form === 'f32' ? 1 : 0);
    },
  });
};

export const meanF32 = meanKernel('f32');
export const meanS8 = meanKernel('s8');
