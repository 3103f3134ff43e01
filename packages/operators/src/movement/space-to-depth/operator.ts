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
    readonly space_to_depth: OptionsOf<typeof attributes>;
  }
}

/** Result [n, h, w, block, block, c] of x [n, h, block, w, block, c]. @throws OperatorError where x does not divide */
const blockView = ([n = 1, h = 1, w = 1, c = 1]: Shape, block: number): StridedView => {
  const [rows, columns] = [h / block, w / block];
  if (!Number.isInteger(rows) || !Number.isInteger(columns))
    throw new OperatorError(`${String(h)}×${String(w)} pixels do not divide into blocks of ${String(block)}`);
  const [sn, sh, sy, sw, sx, sc] = rowMajorStrides([n, rows, block, columns, block, c]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { shape: [n, rows, columns, block, block, c], strides: [sn, sh, sw, sy, sx, sc], start: 0 };
};

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
