import { allocate, defineOperator, elementCount, indexProblem, movementProblem, none, required } from '@tinyml/core';
import { inferResized, resizingAttributes, centresProblem, type ResizingAttributes } from '../resizing.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { floatPlaces, integerPlaces } from './places.ts';
import { quantize } from './quantize.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly resize_bilinear: ResizingAttributes;
  }
}

/** An image [n, h, w, c] in another size, each pixel a mean of four. Operands: x, size int32[2]. */
export const resizeBilinear = defineOperator({
  name: 'resize_bilinear',
  version: 1,
  summary: 'an image in another size, each pixel a mean of four of the source',
  traits: { homogeneous: true, keepsChannels: true },
  slots: {
    keras: none('the layers that resize take one of several operators, by their interpolation'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddResizeBilinear',
    quantize,
  },
  attributes: resizingAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer: inferResized,
  check({ attrs, inputs: [x, size], outputs }) {
    const problem = centresProblem(attrs);
    if (problem !== undefined) return problem;
    if (!['float32', 'int8', 'uint8', 'int16'].includes(x?.dtype ?? ''))
      return `${x?.dtype ?? 'nothing'} is not supported`;
    return indexProblem('a size', size) ?? movementProblem([x], outputs);
  },
  run({ attrs, inputs: [x], outputs }) {
    const { type, data } = required(x);
    const output = required(outputs[0]);
    const [n = 1, h = 1, w = 1, c = 1] = type.shape;
    const [, height = 1, width = 1] = output.shape;
    // LiteRT interpolates uint8 in float32, and the signed types in fixed point.
    const float = type.dtype === 'float32' || type.dtype === 'uint8';
    const offset = type.dtype === 'uint8' ? 0.5 : 0;
    const places = float ? floatPlaces : integerPlaces;
    const rows = places(h, height, attrs);
    const columns = places(w, width, attrs);
    const one = float ? 1 : 1024;
    const round = float ? Math.fround : (value: number): number => value;
    const result = allocate(type.dtype, elementCount(output.shape)) as Float32Array;
    let to = 0;
    for (let image = 0; image < n; image++)
      for (const row of rows)
        for (const column of columns)
          for (let k = 0; k < c; k++) {
            const pixel = (y: number, z: number): number => data[((image * h + y) * w + z) * c + k] as number;
            const weigh = (value: number, a: number, b: number): number => round(round(value * a) * b);
            const sum = round(
              round(
                round(
                  weigh(pixel(row.first, column.first), round(one - row.part), round(one - column.part)) +
                    weigh(pixel(row.second, column.first), row.part, round(one - column.part)),
                ) + weigh(pixel(row.first, column.second), round(one - row.part), column.part),
              ) + weigh(pixel(row.second, column.second), row.part, column.part),
            );
            result[to++] = float ? round(sum + offset) : Math.trunc((sum + (sum > 0 ? 524288 : -524288)) / 1048576);
          }
    return [result];
  },
  macs: () => 0,
});
