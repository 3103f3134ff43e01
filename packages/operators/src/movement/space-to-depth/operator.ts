import {
  none,
  defineOperator,
  expectRank,
  gather,
  movementProblem,
  type OptionsOf,
  required,
  type Shape,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { blockView } from './block-view.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['blockSize'],
  properties: { blockSize: { type: 'integer', minimum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly space_to_depth: OptionsOf<typeof attributes>;
  }
}

const resultShape = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): Shape => [
  n,
  h / block,
  w / block,
  c * block ** 2,
];

/** Each block of b × b pixels of x [n, h·b, w·b, c] becomes the channels of one: [n, h, w, c·b²]. */
export const spaceToDepth = defineOperator({
  name: 'space_to_depth',
  version: 1,
  summary: 'blocks of pixels as channels',
  traits: { movement: true },
  slots: {
    onnx,
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddSpaceToDepth',
  },
  attributes,
  arity: { inputs: [1, 1], outputs: [1, 1] },
  infer({ attrs, inputs: [x] }) {
    const type = expectRank(x, 4, 'the image');
    blockView(type.shape, attrs.blockSize);
    return [{ ...type, shape: resultShape(type.shape, attrs.blockSize) }];
  },
  check: ({ inputs, outputs }) => movementProblem(inputs, outputs),
  run({ attrs, inputs: [x] }) {
    const { type, data } = required(x);
    return [gather(type.dtype, data, blockView(type.shape, attrs.blockSize))];
  },
  macs: () => 0,
});
