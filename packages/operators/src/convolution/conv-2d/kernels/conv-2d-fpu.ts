import { defineKernel, elementCount, slidingWindow, type Kernel, type KernelRequest, type Pair } from '@tinyml/core';
import { convolutionGeometry } from '../../kernels/convolution-geometry.ts';
import { windowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import {
  depthOf,
  rectifies,
  tapsInside,
  walkConstants,
  walkCost,
  weightedFormOf,
  type WalkForm,
  type WalkSizes,
} from '../../../kernel/weighted/walk-f32.ts';
import {
  supportsWeighted,
  weightedFields,
  weightedOperands,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';

type Request = KernelRequest<'conv_2d'>;

const operandsOf = (request: Request): WeightedOperands => weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

const one: Pair = [1, 1];

/** What the kernel walks over; a filter that takes each pixel once sees one long row. */
const geometryOf = (request: Request, { types }: WeightedOperands) => {
  const { attrs } = request.node;
  const { x, y } = types;
  const filter: Pair = [types.filter.shape[1] as number, types.filter.shape[2] as number];
  const image: Pair = [x.shape[1] as number, x.shape[2] as number];
  const { height, width } = slidingWindow(image, filter, attrs.strides, attrs.dilations, attrs.padding);
  const pixels = elementCount(y.shape.slice(0, 3));
  const each =
    [...filter, ...attrs.strides].every((size) => size === 1) && image.every((size, i) => size === y.shape[i + 1]);
  const row = (type: typeof x): typeof x => ({ ...type, shape: [1, 1, pixels, type.shape[3] as number] });
  return each
    ? { x: row(x), y: row(y), filter, strides: one, dilations: one, before: [0, 0] as Pair }
    : {
        x,
        y,
        filter,
        strides: attrs.strides,
        dilations: attrs.dilations,
        before: [height.before, width.before] as Pair,
      };
};

const sizesOf = (request: Request, operands: WeightedOperands): WalkSizes => {
  const { x, y, filter, strides, dilations, before } = geometryOf(request, operands);
  const [n, height, width] = y.shape as readonly [number, number, number];
  const inside = (axis: 0 | 1, outputs: number): readonly number[] =>
    tapsInside(x.shape[axis + 1] as number, outputs, {
      taps: filter[axis],
      stride: strides[axis],
      dilation: dilations[axis],
      before: before[axis],
    });
  const depth = x.shape[3] as number;
  const rows = inside(0, height).reduce((sum, taps) => sum + taps, 0);
  const columns = inside(1, width);
  const walks = { blocks: { count: 0, taps: 0 }, single: { count: 0, taps: 0 } };
  for (let at = 0; at < width;) {
    const left = at * strides[1] - before[1];
    const whole = left >= 0 && left + 3 * strides[1] + filter[1] <= (x.shape[2] as number) && at + 4 <= width;
    const kind = whole ? walks.blocks : walks.single;
    kind.count += 1;
    kind.taps += columns[at] as number;
    at += whole ? 4 : 1;
  }
  const sums = ({ count, taps }: typeof walks.blocks) => ({
    count: n * height * count,
    runs: n * rows * count,
    values: n * rows * taps * depth,
  });
  return {
    blocks: sums(walks.blocks),
    single: sums(walks.single),
    channels: operands.types.channels,
    run: filter[1] * depth,
    rectify: rectifies(request.node.attrs.activation),
  };
};

/** Four pixels by four channels. */
const convolution = (form: WalkForm): Kernel<'conv_2d'> => {
  const name = `tml_conv_2d_${form}_fpu`;
  return defineKernel({
    name,
    version: 1,
    op: 'conv_2d',
    isa: 'fpu',
    sources: kernelSources('tml_conv_2d_f32_fpu.h'),
    supports(request) {
      const operands = operandsOf(request);
      if (operands.types.channels < 4) return 'it takes four output channels at once';
      if (request.node.attrs.dilations[1] > 1) return 'the filter is dilated along rows';
      return supportsWeighted(operands, weightedFormOf[form], depthOf(operands));
    },
    lower(request) {
      const operands = operandsOf(request);
      const { x, y, filter, strides, dilations, before } = geometryOf(request, operands);
      return {
        function: name,
        params: {
          type: 'tml_conv_f32_params',
          fields: {
            geometry: convolutionGeometry(x, y, filter, strides, dilations, before),
            ...weightedFields(operands.types, weightedFormOf[form], request.node.attrs.activation, false),
          },
        },
        arguments: [{ params: true }, { input: 0 }, { constant: 'filter' }, { constant: 'bias' }, { output: 0 }],
        constants: walkConstants(operands, form),
        scratch: 0,
        overlaps: [
          {
            input: 0,
            output: 0,
            // A block of four pixels reads them again for the next four channels.
            distance: windowDistance({ x, y, filter, strides, dilations, before, ahead: 3 }),
          },
        ],
      };
    },
    cost: (request) => walkCost(sizesOf(request, operandsOf(request)), form),
  });
};

export const conv2dF32Fpu = convolution('f32');
export const conv2dF16wFpu = convolution('f16w');
