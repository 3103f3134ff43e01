import { patterns } from './patterns.ts';
import {
  isNode,
  multiplyByQuantizedMultiplier,
  type OptionsOf,
  quantizeMultiplier,
  sameType,
  unaryOperator,
} from '@tinyml/core';
import type { SimplifyRule } from '@tinyml/passes';
import { negativeFactor, positiveFactor } from './factors.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { onnx } from './onnx.ts';
import { pytorch } from './pytorch.ts';
import { tensorflow } from './tensorflow.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  properties: { alpha: { type: 'number' } },
  required: ['alpha'],
  additionalProperties: false,
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly leaky_relu: OptionsOf<typeof attributes>;
  }
}

/** Slope 0: relu; slope 1: x. */
const simplify: SimplifyRule = (node, view) => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (!isNode(node, 'leaky_relu') || input == null || output === undefined) return undefined;
  if (!sameType(view.type(input), view.type(output))) return undefined;
  if (node.attrs.alpha === 0) return { nodes: [{ ...node, op: 'relu', attrs: {} }] };
  if (node.attrs.alpha !== 1 || !view.canReplace(output, input)) return undefined;
  return { nodes: [], replace: new Map([[output, input]]) };
};

/** x where x > 0, else alpha · x. */
export const leakyRelu = unaryOperator({
  name: 'leaky_relu',
  version: 1,
  summary: 'x where positive, else alpha · x',
  traits: { homogeneous: true },
  slots: {
    onnx,
    patterns,
    pytorch,
    tensorflow,
    micro: 'AddLeakyRelu',
    simplify,
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    tflite,
  },
  attributes,
  float32({ alpha }) {
    const slope = Math.fround(alpha);
    return (x) => (x > 0 ? x : x * slope);
  },
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized({ alpha }, input, output) {
    const identity = quantizeMultiplier(positiveFactor(input, output));
    const slope = quantizeMultiplier(negativeFactor(alpha, input, output));
    return (stored) => {
      const value = stored - input.zeroPoint;
      const { multiplier, shift } = value >= 0 ? identity : slope;
      return multiplyByQuantizedMultiplier(value, multiplier, shift) + output.zeroPoint;
    };
  },
  quantizedProblem({ alpha }, input, output) {
    if (!(alpha >= 0))
      return `a slope of ${String(alpha)} is not supported for ${input.dtype}; it must not be negative`;
    const greatest = Math.max(positiveFactor(input, output), negativeFactor(alpha, input, output));
    return greatest < 2 ** (input.dtype === 'int16' ? 14 : 22)
      ? undefined
      : "the result's scale is too small against the operand's";
  },
});
