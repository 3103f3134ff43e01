import { type Node, type OpName, type TensorType, isNode } from '@tinyml/core';

/** What decides an operator's version: the node, and the types of its operands and results. */
interface Usage {
  readonly node: Node;
  readonly inputs: readonly (TensorType | undefined)[];
  readonly outputs: readonly (TensorType | undefined)[];
}

type Rule = readonly [version: number, holds: (usage: Usage) => boolean];

const input =
  (dtype: string) =>
  ({ inputs }: Usage): boolean =>
    inputs[0]?.dtype === dtype;

const hybrid = ({ inputs }: Usage): boolean => inputs[0]?.dtype === 'float32' && inputs[1]?.dtype === 'int8';
const perChannel = ({ inputs }: Usage): boolean => (inputs[1]?.quant?.scale.length ?? 0) > 1;
const both =
  (...rules: readonly Rule[1][]) =>
  (usage: Usage): boolean =>
    rules.every((rule) => rule(usage));

const int4Weights = ({ inputs }: Usage): boolean => inputs[1]?.dtype === 'int4';
const int8 = input('int8');
const int16 = input('int16');
const byWidth: readonly Rule[] = [
  [3, int16],
  [2, int8],
];

/** LiteRT's kernel for products above the output's range is version 3. */
const gains = ({ inputs, outputs }: Usage): boolean => {
  const [a, b, c] = [inputs[0], inputs[1], outputs[0]].map((type) => type?.quant?.scale[0] ?? 0);
  return a !== undefined && b !== undefined && c !== undefined && c > 0 && (a * b) / c >= 1;
};

const rankAbove4 = ({ inputs }: Usage): boolean => inputs.some((type) => (type?.shape.length ?? 0) > 4);

/**
 * The versions of operators that need a later LiteRT than the first: the first rule that holds, else 1. Older runtimes
 * look at them to refuse what they cannot run. Source: tensorflow/compiler/mlir/lite/tools/versioning/op_version.cc.
 */
const rules: Partial<Record<OpName, readonly Rule[]>> = {
  add: [
    [3, int16],
    [2, int8],
  ],
  average_pool_2d: byWidth,
  concatenation: byWidth,
  conv_2d: [
    [7, int4Weights],
    [5, both(hybrid, perChannel)],
    [2, hybrid],
    [4, int16],
    [3, int8],
  ],
  depthwise_conv_2d: [
    [7, int4Weights],
    [6, both(hybrid, perChannel)],
    [4, hybrid],
    [5, int16],
    [3, int8],
    [2, ({ node }) => isNode(node, 'depthwise_conv_2d') && node.attrs.dilations.some((dilation) => dilation !== 1)],
  ],
  dequantize: [
    [3, int16],
    [2, ({ inputs }) => inputs[0]?.dtype === 'float16' || inputs[0]?.dtype === 'int8'],
  ],
  fake_quant: [[2, ({ node }) => isNode(node, 'fake_quant') && node.attrs.narrowRange]],
  fully_connected: [
    [10, int4Weights],
    [12, both(hybrid, perChannel)],
    [9, ({ node }) => isNode(node, 'fully_connected') && node.attrs.asymmetricQuantizeInputs === true],
    [7, int16],
    [6, ({ node }) => node.inputs.length === 2],
    [5, ({ node }) => isNode(node, 'fully_connected') && node.attrs.keepNumDims],
    [3, hybrid],
    [4, int8],
  ],
  leaky_relu: [[2, int16]],
  logistic: byWidth,
  max_pool_2d: byWidth,
  maximum: [
    [4, int16],
    [3, rankAbove4],
    [2, int8],
  ],
  mean: byWidth,
  minimum: [
    [4, int16],
    [3, rankAbove4],
    [2, int8],
  ],
  mul: [
    [4, int16],
    [3, both(int8, gains)],
    [2, int8],
  ],
  pad: byWidth,
  quantize: [
    [3, ({ outputs }) => (outputs[0]?.quant?.scale.length ?? 0) > 1],
    [2, ({ inputs, outputs }) => inputs[0]?.dtype !== 'float32' || outputs[0]?.dtype === 'int16'],
  ],
  relu: byWidth,
  relu6: byWidth,
  resize_nearest_neighbor: [
    [
      3,
      ({ node }) => isNode(node, 'resize_nearest_neighbor') && (node.attrs.alignCorners || node.attrs.halfPixelCenters),
    ],
    [4, int16],
    [2, int8],
  ],
  softmax: byWidth,
  split: [
    [4, ({ inputs }) => inputs[1]?.dtype === 'int16'],
    [2, ({ inputs }) => inputs[1]?.dtype === 'int8'],
  ],
  strided_slice: [
    [6, ({ node }) => isNode(node, 'strided_slice') && node.attrs.newAxisMask !== 0],
    [4, rankAbove4],
    [2, int8],
  ],
  sub: [
    [5, int16],
    [3, rankAbove4],
    [2, int8],
  ],
  tanh: byWidth,
  transpose: [
    [5, int16],
    [4, rankAbove4],
    [2, int8],
  ],
  transpose_conv: [
    [4, ({ node }) => isNode(node, 'transpose_conv') && node.attrs.activation !== 'none'],
    [3, ({ inputs }) => inputs.length > 3],
    [2, ({ inputs }) => inputs[2]?.dtype === 'int8'],
  ],
};

export const operatorVersion = (usage: Usage): number =>
  rules[usage.node.op]?.find(([, holds]) => holds(usage))?.[0] ?? 1;
