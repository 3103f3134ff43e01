import { allocate, defineOperator, elementCount, indexProblem, movementProblem, required } from '@tinyml/core';
import { nearestPixels } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { inferResized, resizingAttributes, centresProblem, type ResizingAttributes } from '../../image/resizing.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c], size int32[2] */
    readonly resize_nearest_neighbor: ResizingAttributes;
  }
}

/** Repeats or leaves out pixels of [n,h,w,c]. */
export const resizeNearestNeighbor = defineOperator({
  name: 'resize_nearest_neighbor',
  version: 1,
  summary: 'an image in another size, each pixel the nearest one of the source',
  traits: { keepsChannels: true, movement: true },
  slots: { micro: 'AddResizeNearestNeighbor', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes: resizingAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer: inferResized,
  check: ({ attrs, inputs: [x, size], outputs }) =>
    centresProblem(attrs) ?? indexProblem('a size', size) ?? movementProblem([x], outputs),
  run({ attrs, inputs: [x], outputs }) {
    const { type, data } = required(x);
    const output = required(outputs[0]);
    const [n = 1, h = 1, w = 1, c = 1] = type.shape;
    const [, height = 1, width = 1] = output.shape;
    const rows = nearestPixels(h, height, attrs.alignCorners, attrs.halfPixelCenters);
    const columns = nearestPixels(w, width, attrs.alignCorners, attrs.halfPixelCenters);
    const result = allocate(output.dtype, elementCount(output.shape)) as Int8Array;
    let to = 0;
    for (let image = 0; image < n; image++)
      for (const row of rows)
        for (const column of columns) {
          const from = ((image * h + row) * w + column) * c;
          result.set((data as Int8Array).subarray(from, from + c), to);
          to += c;
        }
    return [result];
  },
  macs: () => 0,
});
