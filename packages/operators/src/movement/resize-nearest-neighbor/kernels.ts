import { byteLength, byteWidth, defineKernel, elementCount } from '@tinyml/core';
import { nearestPixels } from '@tinyml/core/internal';
import { moveCost } from '../../kernel/element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { readDistance } from '../../kernel/overlap-distance.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

/** Copies pixels from places that are worked out here, so that no float arithmetic is left to the device. */
const resizeNearestNeighbor = defineKernel<'resize_nearest_neighbor'>({
  name: 'tml_resize_nearest_neighbor',
  version: 1,
  op: 'resize_nearest_neighbor',
  isa: 'generic',
  sources: kernelSources('tml_resize_nearest_neighbor.h'),
  supports(request) {
    const { shape } = requiredOperand(request, 0).type;
    return Math.max(...shape.slice(1, 3)) > 65536
      ? 'takes images of at most 65536 × 65536'
      : (operatorProblem(request) ?? true);
  },
  lower(request) {
    const { type } = requiredOperand(request, 0);
    const [images = 1, height = 1, width = 1, channels = 1] = type.shape;
    const [, outputHeight = 1, outputWidth = 1] = request.outputs[0]?.shape ?? [];
    const { alignCorners, halfPixelCenters } = request.node.attrs;
    const input = operandArgument(request, 0, 'input');
    const bytes = channels * byteWidth(type.dtype);
    const rows = nearestPixels(height, outputHeight, alignCorners, halfPixelCenters);
    const columns = nearestPixels(width, outputWidth, alignCorners, halfPixelCenters);
    const first = Array.from({ length: images }, (_, n) =>
      Array.from(rows, (row) => Array.from(columns, (column) => ((n * height + row) * width + column) * bytes)),
    ).flat(2);
    return {
      function: 'tml_resize_nearest_neighbor',
      params: {
        type: 'tml_resize_nearest_neighbor_params',
        fields: {
          images,
          input_height: height,
          input_width: width,
          output_height: outputHeight,
          output_width: outputWidth,
          bytes,
          rows: { c: '@rows' },
          columns: { c: '@columns' },
        },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: [
        { name: 'rows', ctype: 'uint16_t', values: rows },
        { name: 'columns', ctype: 'uint16_t', values: columns },
        ...input.constants,
      ],
      scratch: 0,
      overlaps: [{ input: 0, output: 0, distance: readDistance(first, bytes, byteLength(type)) }],
    };
  },
  cost: (request) =>
    moveCost(rates, 'tml_resize_nearest_neighbor', request, elementCount(request.outputs[0]?.shape.slice(0, 3) ?? [])),
});

export const kernels = withSizes(sizes, [resizeNearestNeighbor]);
