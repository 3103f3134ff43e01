import { defineKernel, elementCount, type Kernel } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { floatPlaces, integerPlaces } from './places.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const dtypes = { f32: 'float32', s8: 'int8', u8: 'uint8', s16: 'int16' } as const;

/** The four pixels and their weights are worked out here; the device only weighs. */
const resizeBilinear = (form: keyof typeof dtypes): Kernel<'resize_bilinear'> => {
  const name = `tml_resize_bilinear_${form}`;
  const dtype = dtypes[form];
  // LiteRT interpolates uint8 in real numbers.
  const real = form === 'f32' || form === 'u8';
  return defineKernel<'resize_bilinear'>({
    name,
    version: 1,
    op: 'resize_bilinear',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const { type } = requiredOperand(request, 0);
      if (type.dtype !== dtype) return `takes ${dtype}, not ${type.dtype}`;
      if (Math.max(...type.shape.slice(1, 3)) > 65536) return 'takes images of at most 65536 × 65536';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const [images = 1, height = 1, width = 1, channels = 1] = requiredOperand(request, 0).type.shape;
      const [, outputHeight = 1, outputWidth = 1] = request.outputs[0]?.shape ?? [];
      const places = real ? floatPlaces : integerPlaces;
      const rows = places(height, outputHeight, request.node.attrs);
      const columns = places(width, outputWidth, request.node.attrs);
      const parts = real ? 'float' : 'int16_t';
      const input = operandArgument(request, 0, 'input');
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: {
            images,
            input_height: height,
            input_width: width,
            output_height: outputHeight,
            output_width: outputWidth,
            channels,
            row_first: { c: '@row_first' },
            row_second: { c: '@row_second' },
            column_first: { c: '@column_first' },
            column_second: { c: '@column_second' },
            row_part: { c: '@row_part' },
            column_part: { c: '@column_part' },
          },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: [
          { name: 'row_first', ctype: 'uint16_t', values: rows.map(({ first }) => first) },
          { name: 'row_second', ctype: 'uint16_t', values: rows.map(({ second }) => second) },
          { name: 'column_first', ctype: 'uint16_t', values: columns.map(({ first }) => first) },
          { name: 'column_second', ctype: 'uint16_t', values: columns.map(({ second }) => second) },
          { name: 'row_part', ctype: parts, values: rows.map(({ part }) => part) },
          { name: 'column_part', ctype: parts, values: columns.map(({ part }) => part) },
          ...input.constants,
        ],
        scratch: 0,
      };
    },
    cost(request) {
      const shape = request.outputs[0]?.shape ?? [];
      const element = elementCount(shape);
      const pixel = elementCount(shape.slice(0, 3));
      return ratedCost(noRates, 'tml_resize_bilinear', request, { pixel, element }, real ? 11 * element : 0);
    },
  });
};

export const kernels = withSizes(sizes, [
  resizeBilinear('f32'),
  resizeBilinear('s8'),
  resizeBilinear('u8'),
  resizeBilinear('s16'),
]);
