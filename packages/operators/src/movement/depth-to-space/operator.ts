import {
  none,
  defineOperator,
  expectRank,
  gather,
  movementProblem,
  type OptionsOf,
  OperatorError,
  required,
  rowMajorStrides,
  type Shape,
  type StridedView,
} from '@tinyml/core';
const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['blockSize'],
  properties: { blockSize: { type: 'integer', minimum: 1 } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly depth_to_space: OptionsOf<typeof attributes>;
  }
}

/** Result [n, h, block, w, block, c] of x [n, h, w, block, block, c]. @throws OperatorError where c does not divide */
const blockView = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): StridedView => {
  const depth = c / block ** 2;
  if (!Number.isInteger(depth)) throw new OperatorError(`${String(c)} channels do not divide into ${String(block)}²`);
  const [sn, sh, sw, sy, sx, sc] = rowMajorStrides([n, h, w, block, block, depth]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { shape: [n, h, block, w, block, depth], strides: [sn, sh, sy, sw, sx, sc], start: 0 };
};

const resultShape = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): Shape => [
  n,
  h * block,
  w * block,
  c / block ** 2,
];

/** Each pixel's channels of x [n, h, w, c·b²] become a block of b × b pixels: [n, h·b, w·b, c]. */
export const depthToSpace = defineOperator({
  name: 'depth_to_space',
  version: 1,
  summary: 'channels as blocks of pixels',
  traits: { movement: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    kernels: none('there is no C for it yet'),
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
