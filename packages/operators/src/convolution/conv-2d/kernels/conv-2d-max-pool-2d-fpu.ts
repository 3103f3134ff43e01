import {
  activationRange,
  callOutputs,
  defineKernel,
  elementCount,
  slidingWindow,
  type Kernel,
  type KernelRequest,
  type Pair,
  type TensorType,
} from '@tinyml/core';
import { followerActivation, poolsTwoByTwo } from '../../kernels/following-pool.ts';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import {
  floatLimit,
  supportsWeighted,
  weightedConstants,
  weightedOperands,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';

type Request = KernelRequest<'conv_2d'>;

const operandsOf = (request: Request): WeightedOperands => weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

/** Filters [o,3,3,c] as [o,c,16]: G g Gᵀ of Winograd's F(2×2, 3×3). */
const transformed = (filter: ArrayLike<number>, outputs: number, inputs: number): Float32Array => {
  const halves = ([a, b, c]: readonly [number, number, number]) => [a, (a + b + c) / 2, (a - b + c) / 2, c] as const;
  const result = new Float32Array(outputs * inputs * 16);
  for (let o = 0; o < outputs; o += 1)
    for (let c = 0; c < inputs; c += 1) {
      const at = (row: number, column: number): number => filter[((o * 3 + row) * 3 + column) * inputs + c] as number;
      const columns = [0, 1, 2].map((column) => halves([at(0, column), at(1, column), at(2, column)]));
      for (let row = 0; row < 4; row += 1)
        result.set(
          halves(columns.map((column) => column[row]) as [number, number, number]),
          (o * inputs + c) * 16 + 4 * row,
        );
    }
  return result;
};

const beforeOf = ({ node, inputs }: Request): Pair => {
  const [, height, width] = inputs[0]?.type.shape as readonly [number, number, number];
  const window = slidingWindow([height, width], [3, 3], node.attrs.strides, node.attrs.dilations, node.attrs.padding);
  return [window.height.before, window.width.before];
};

const transformedBytes = ({ types: { x, channels } }: WeightedOperands): number =>
  64 * (x.shape[3] as number) * channels;

/** Bytes of flash that transformed filters may take beyond plain ones: what a kernel's code takes, not a model's weights. */
const mostBytes = 4096;

const same = (sizes: readonly number[], size: number): boolean => sizes.every((one) => one === size);

/** A convolution of 3×3 and the largest of each 2×2 results, of which only these exist. */
export const conv2dMaxPool2dF32Fpu: Kernel<'conv_2d'> = defineKernel({
  name: 'tml_conv_2d_max_pool_2d_f32_fpu',
  version: 1,
  op: 'conv_2d',
  followedBy: ['max_pool_2d'],
  isa: 'fpu',
  sources: kernelSources('tml_conv_2d_max_pool_2d_f32_fpu.h'),
  supports(request) {
    const operands = operandsOf(request);
    const { activation, dilations, strides } = request.node.attrs;
    if (!same(operands.filter.type.shape.slice(1, 3), 3)) return 'the filter is not 3×3';
    if (!same(strides, 1) || !same(dilations, 1)) return 'the filter is strided or dilated';
    if (!poolsTwoByTwo(request)) return 'the pooling is not of 2×2';
    const [rows, columns] = [1, 2].map((axis) => 2 * (callOutputs(request)[0]?.shape[axis] ?? 0)) as [number, number];
    const { shape } = operands.types.y;
    if (rows > (shape[1] as number) || columns > (shape[2] as number)) return 'a window of the pooling is cut off';
    if (activation === 'relu_n1_to_1' || followerActivation(request) !== 'none')
      return 'its activation is not relu or relu6';
    const more = transformedBytes(operands) - 4 * elementCount(operands.filter.type.shape);
    if (more > mostBytes) return `its transformed filters take ${String(more)} B more`;
    return supportsWeighted(operands, 'f32', 9 * (operands.types.x.shape[3] as number));
  },
  lower(request) {
    const operands = operandsOf(request);
    const { x } = operands.types;
    const y = callOutputs(request)[0] as TensorType;
    const before = beforeOf(request);
    const inputs = x.shape[3] as number;
    const [min, max] = activationRange(request.node.attrs.activation);
    const constants = weightedConstants(operands, 'f32', false).map((constant) =>
      constant.name === 'filter'
        ? { ...constant, values: transformed(constant.values, operands.types.channels, inputs) }
        : constant,
    );
    return {
      function: 'tml_conv_2d_max_pool_2d_f32_fpu',
      params: {
        type: 'tml_conv_f32_params',
        fields: {
          geometry: convolutionGeometry(x, y, [3, 3], [1, 1], [1, 1], before),
          min: floatLimit(min),
          max: floatLimit(max),
        },
      },
      arguments: [
        { params: true },
        { input: 0 },
        { constant: 'filter' },
        { constant: 'bias' },
        { output: 0 },
        { scratch: true },
      ],
      constants,
      scratch: 64 * inputs,
      overlaps: [
        {
          input: 0,
          output: 0,
          distance: windowDistance({ x, y, filter: [4, 4], strides: [2, 2], dilations: [1, 1], before }),
        },
      ],
    };
  },
  cost(request) {
    const { x, channels } = operandsOf(request).types;
    const inputs = x.shape[3] as number;
    const places = elementCount((callOutputs(request)[0] as TensorType).shape) / channels;
    const of = (perInput: number, more: number, patch: number, place: number): number =>
      Math.round(
        places * (channels * (inputs === 1 ? perInput : perInput + 1 + more * (inputs - 1)) + inputs * patch + place),
      );
    return { instructions: of(68, 38, 85, 50), cycles: of(88 + (inputs === 1 ? 0 : 15), 72, 110, 70) };
  },
});
