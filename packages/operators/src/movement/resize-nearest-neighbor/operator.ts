import {
  allocate,
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  OperatorError,
  type OptionsOf,
  required,
} from '@tinyml/core';
import { nearestPixels } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['alignCorners', 'halfPixelCenters'],
  properties: { alignCorners: { type: 'boolean' }, halfPixelCenters: { type: 'boolean' } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x [n,h,w,c], size int32[2] */
    readonly resize_nearest_neighbor: OptionsOf<typeof attributes>;
  }
}

/** Repeats or leaves out pixels of [n,h,w,c]. */
export const resizeNearestNeighbor = defineOperator({
  name: 'resize_nearest_neighbor',
  version: 1,
  summary: 'an image in another size, each pixel the nearest one of the source',
  traits: { keepsChannels: true, movement: true },
  slots: { micro: 'AddResizeNearestNeighbor', kernels, gradient: () => import('./gradient.ts'), keras, tflite },
  attributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, size] }) {
    const { type } = required(x);
    const [n, , , c] = type.shape;
    const [height, width, ...rest] = constantNumbers('the size', size);
    if (type.shape.length !== 4 || n === undefined || c === undefined)
      throw new OperatorError('needs an image [n, h, w, c]');
    if (height === undefined || width === undefined || rest.length > 0 || height < 1 || width < 1)
      throw new OperatorError('the size must be two positive numbers');
    return [{ ...type, shape: [n, height, width, c] }];
  },
  check: ({ attrs, inputs: [x, size], outputs }) =>
    attrs.alignCorners && attrs.halfPixelCenters
      ? 'alignCorners and halfPixelCenters exclude each other'
      : (indexProblem('a size', size) ?? movementProblem([x], outputs)),
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
