import {
  callOutputs,
  defineKernel,
  sameQuant,
  type Cost,
  type Kernel,
  type KernelRequest,
  type TensorType,
} from '@tinyml/core';
import { followerActivation, poolsTwoByTwo } from '../../kernels/following-pool.ts';
import { compactCall, recordCall } from './plane-call.ts';
import { planeCost, pooledThreeByThree as form } from './plane-kernels.ts';
import { planeLayouts, type PlaneLayout } from './plane-layout.ts';
import { planeResults, recordProblem } from './plane-records.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import {
  supportsWeighted,
  weightedOperands,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';

type Request = KernelRequest<'depthwise_conv_2d'>;

const pooledType = (request: Request): TensorType => callOutputs(request)[0] as TensorType;

/** The convolution as far as the pooling sees it: an even number of rows and columns of results. */
const operandsOf = (request: Request): WeightedOperands => {
  const operands = weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 3);
  const [n, rows, columns, channels] = pooledType(request).shape as readonly [number, number, number, number];
  const { types } = operands;
  return { ...operands, types: { ...types, y: { ...types.y, shape: [n, 2 * rows, 2 * columns, channels] } } };
};

/** Steps of the pooling's results; two rows of sums make one of them. */
const stepping = (layout: PlaneLayout, columns: number, channels: number): PlaneLayout => {
  const [row, column] = layout.swapped ? [channels, columns * channels] : [columns * channels, channels];
  return {
    ...layout,
    rows: { ...layout.rows, outputStep: row / 2 },
    columns: { ...layout.columns, outputStep: column },
  };
};

const cheapest = (request: Request): readonly [PlaneLayout, Cost] | undefined => {
  const [, , columns, channels] = pooledType(request).shape as readonly [number, number, number, number];
  return planeLayouts(request, operandsOf(request), form.demand)
    .map((layout) => stepping(layout, columns, channels))
    .filter((layout) => form.problem(layout) === undefined)
    .map((layout) => [layout, planeCost(form, request, layout)] as const)
    .sort(([, one], [, other]) => one.cycles - other.cycles)[0];
};

/** A convolution of 3×3 and the largest of each 2×2 results, of which only these exist. */
export const depthwiseConv2dMaxPool2dS8Dsp: Kernel<'depthwise_conv_2d'> = defineKernel({
  name: form.name,
  version: 1,
  op: 'depthwise_conv_2d',
  followedBy: ['max_pool_2d'],
  isa: 'dsp',
  sources: kernelSources(`${form.name}.h`),
  supports(request) {
    const operands = weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 3);
    const supported = supportsWeighted(operands, 's8', 9);
    if (supported !== true) return supported;
    const y = pooledType(request);
    if (!poolsTwoByTwo(request)) return 'the pooling is not of 2×2';
    if (followerActivation(request) !== 'none') return 'the pooling has an activation';
    if (!sameQuant(y.quant, operands.types.y.quant)) return 'the pooling changes scale or zero point';
    if ([1, 2].some((axis) => 2 * (y.shape[axis] as number) > (operands.types.y.shape[axis] as number)))
      return 'a window of the pooling is cut off';
    if (cheapest(request) === undefined) {
      const [layout] = planeLayouts(request, operandsOf(request), form.demand);
      return (layout && form.problem(layout)) ?? 'the image is wider than the planes';
    }
    return recordProblem(operands, planeResults(request, operands)) ?? true;
  },
  lower(request) {
    const [layout] = cheapest(request) as readonly [PlaneLayout, Cost];
    const operands = operandsOf(request);
    const results = planeResults(request, operands);
    const call = request.priority === 'size' ? compactCall : recordCall;
    return call(form, { ...operands, types: { ...operands.types, y: pooledType(request) } }, layout, results);
  },
  cost: (request) => (cheapest(request) as readonly [PlaneLayout, Cost])[1],
});
