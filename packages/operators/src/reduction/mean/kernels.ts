import {
  byteWidth,
  defineKernel,
  elementCount,
  meanFactor,
  resolveAxes,
  type CValue,
  type Kernel,
  type KernelRequest,
  type TensorType,
} from '@tinyml/core';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { reductionCost, reductionDistance, reductionGroups } from '../kernels/reduction-groups.ts';
import { reduceKernel } from '../kernels/reduce.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { sizes as sharedSizes } from '../kernels/kernel-sizes.ts';
import { rates } from './kernel-rates.ts';
import { rates as sharedRates } from '../kernels/kernel-rates.ts';

const operandsOf = (
  request: KernelRequest,
): { readonly x: TensorType; readonly y: TensorType; readonly axes: readonly number[] | undefined } => {
  const x = request.inputs[0]?.type;
  const y = request.outputs[0];
  if (x === undefined || y === undefined) throw new Error('mean without an input');
  const axes = request.inputs[1]?.constant;
  return { x, y, axes: axes && resolveAxes(Array.from(axes as Int32Array, Number), x.shape.length) };
};

const dtypes = { s8: 'int8', u8: 'uint8', s16: 'int16', f32: 'float32' } as const;

/** Elements whose sum fits 32 bits, whatever the zero point is. */
const greatestCounts = { s8: 2 ** 23, u8: 2 ** 23, s16: 2 ** 15, f32: Infinity } as const;

const meanKernel = (form: keyof typeof dtypes): Kernel<'mean'> => {
  const name = `tml_mean_${form}`;
  const dtype = dtypes[form];
  return defineKernel({
    name,
    version: 1,
    op: 'mean',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    ...(form === 's8' ? { measured: sharedSizes } : {}),
    supports(request) {
      const { x, y, axes } = operandsOf(request);
      if (axes === undefined) return 'the axes must be a constant';
      if (x.dtype !== dtype || y.dtype !== dtype) return `types ${x.dtype} → ${y.dtype} are not ${dtype}`;
      if (reductionGroups(x.shape, axes) === undefined) return 'more than two separate groups of axes are reduced';
      if (elementCount(x.shape) / elementCount(y.shape) > greatestCounts[form]) return 'the sum could exceed 32 bits';
      return true;
    },
    lower(request) {
      const { x, y, axes = [] } = operandsOf(request);
      const groups = reductionGroups(x.shape, axes) ?? [1, 1, 1, 1, 1];
      const [kept0, reduced0, kept1, reduced1, kept2] = groups;
      const geometry: CValue = { fields: { kept0, reduced0, kept1, reduced1, kept2 } };
      const factor =
        form !== 'f32' ? meanFactor(x.quant?.scale[0] ?? 1, y.quant?.scale[0] ?? 1, reduced0 * reduced1) : undefined;
      const quantised = factor && {
        input_zero_point: x.quant?.zeroPoint[0] ?? 0,
        output_zero_point: y.quant?.zeroPoint[0] ?? 0,
        multiplier: factor.multiplier,
        shift: factor.shift,
      };
      return {
        function: name,
        params: { type: `tml_mean_${form === 'f32' ? 'f32' : 's8'}_params`, fields: { geometry, ...quantised } },
        arguments: [{ params: true }, { input: 0 }, { output: 0 }],
        constants: [],
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: reductionDistance(groups, byteWidth(x.dtype)) }],
      };
    },
    cost(request) {
      const { x, axes = [] } = operandsOf(request);
      return reductionCost(
        form === 'f32' ? rates : sharedRates,
        form === 'f32' ? name : 'tml_mean_s8',
        request,
        reductionGroups(x.shape, axes) ?? [1, 1, 1, 1, 1],
        form === 'f32' ? 1 : 0,
      );
    },
  });
};

export const kernels = withSizes(sizes, [
  meanKernel('f32'),
  meanKernel('s16'),
  meanKernel('s8'),
  meanKernel('u8'),
  reduceKernel('mean', 's32', 'tml_mean_plain_s32'),
  reduceKernel('mean', 's64', 'tml_mean_plain_s64'),
]);
