import { defineKernel, elementCount, slidingWindow, type Kernel, type KernelRequest, type Pair } from '@tinyml/core';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { rectifies, tapsInside, weightedFormOf, type WalkForm } from '../../../kernel/weighted/walk-f32.ts';
import {
  supportsWeighted,
  weightedConstants,
  weightedFields,
  weightedOperands,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';

type Request = KernelRequest<'depthwise_conv_2d'>;

const operandsOf = (request: Request): WeightedOperands => weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 3);

const tapsOf = ({ types }: WeightedOperands): number => elementCount(types.filter.shape.slice(1, 3));

const windowOf = (request: Request, { types }: WeightedOperands): { readonly size: Pair; readonly before: Pair } => {
  const { dilations, padding, strides } = request.node.attrs;
  const size: Pair = [types.filter.shape[1] as number, types.filter.shape[2] as number];
  const image: Pair = [types.x.shape[1] as number, types.x.shape[2] as number];
  const { height, width } = slidingWindow(image, size, strides, dilations, padding);
  return { size, before: [height.before, width.before] };
};

/** [taps, c] as [c/8, taps, 8]. */
const inEights = <Data extends Float32Array | Uint16Array>(values: Data, channels: number): Data => {
  const taps = values.length / channels;
  const packed = values.slice() as Data;
  for (let c = 0; c < channels; c += 1)
    for (let tap = 0; tap < taps; tap += 1)
      packed[(c - (c % 8)) * taps + 8 * tap + (c % 8)] = values[tap * channels + c] as number;
  return packed;
};

/** Eight channels at once. */
const depthwise = (form: WalkForm): Kernel<'depthwise_conv_2d'> => {
  const name = `tml_depthwise_conv_2d_${form}_fpu`;
  return defineKernel({
    name,
    version: 1,
    op: 'depthwise_conv_2d',
    isa: 'fpu',
    sources: kernelSources('tml_depthwise_conv_2d_f32_fpu.h'),
    supports(request) {
      const operands = operandsOf(request);
      const { channels, x } = operands.types;
      if (channels !== x.shape[3]) return 'several results share an input channel';
      if (channels % 8 !== 0) return 'it takes eight channels at once';
      return supportsWeighted(operands, weightedFormOf[form], tapsOf(operands));
    },
    lower(request) {
      const operands = operandsOf(request);
      const { x, y, channels } = operands.types;
      const { activation, dilations, strides } = request.node.attrs;
      const { size, before } = windowOf(request, operands);
      return {
        function: name,
        params: {
          type: 'tml_conv_f32_params',
          fields: {
            geometry: convolutionGeometry(x, y, size, strides, dilations, before),
            ...weightedFields(operands.types, weightedFormOf[form], activation, false),
          },
        },
        arguments: [{ params: true }, { input: 0 }, { constant: 'filter' }, { constant: 'bias' }, { output: 0 }],
        constants: weightedConstants(operands, weightedFormOf[form], false).map((constant) =>
          constant.name === 'filter'
            ? { ...constant, values: inEights(constant.values as Float32Array | Uint16Array, channels), align: 4 }
            : constant,
        ),
        scratch: 0,
        overlaps: [
          {
            input: 0,
            output: 0,
            distance: windowDistance({ x, y, filter: size, strides, dilations, before, channels: 8, depthwise: true }),
          },
        ],
      };
    },
    /** Measured on an emulated Cortex-M4F. */
    cost(request) {
      const operands = operandsOf(request);
      const { channels, x, y } = operands.types;
      const { activation, dilations, strides } = request.node.attrs;
      const { size, before } = windowOf(request, operands);
      const [n, ...outputs] = y.shape as readonly [number, number, number];
      const [rows, columns] = ([0, 1] as const).map((axis) =>
        tapsInside(x.shape[axis + 1] as number, outputs[axis] as number, {
          taps: size[axis],
          stride: strides[axis],
          dilation: dilations[axis],
          before: before[axis],
        }).reduce((sum, taps) => sum + taps, 0),
      ) as [number, number];
      const pixels = n * outputs[0] * outputs[1];
      const half = form === 'f16w';
      const of = (perTap: number, perRow: number, perEight: number, perPixel: number): number =>
        Math.round(
          (channels / 8) * n * (rows * columns * perTap + rows * outputs[1] * perRow) +
            pixels * ((channels / 8) * perEight + perPixel) +
            150,
        );
      const rectify = rectifies(activation);
      return {
        instructions: of(half ? 29 : 21, 5, rectify ? 68 : 30, 85),
        cycles: of(half ? 43 : 39, 7, rectify ? 90 : 60, 125),
      };
    },
  });
};

export const depthwiseConv2dF32Fpu = depthwise('f32');
export const depthwiseConv2dF16wFpu = depthwise('f16w');
