import {
  definePass,
  defineRule,
  rewrite,
  sameType,
  type GraphView,
  type Node,
  type Replacement,
  isNode,
  type Ops,
} from '@tinyml/core';
import { bypass } from './bypass.ts';

/** Elements of a constant operand as numbers; undefined where it is absent or computed. */
const numbers = (view: GraphView, id: string | null | undefined): number[] | undefined => {
  const tensor = view.constant(id);
  return tensor === undefined ? undefined : Array.from(tensor.data as ArrayLike<number | bigint>, Number);
};

/** The operand that the node's only result repeats value for value, if its type is the result's too. */
const repeated = (view: GraphView, node: Node): string | null | undefined => {
  const [first, second, third] = node.inputs;
  switch (node.op) {
    case 'identity':
    case 'dropout':
    case 'reshape':
    case 'squeeze':
    case 'quantize':
      return first;
    case 'transpose':
      return numbers(view, second)?.every((axis, i) => axis === i) === true ? first : undefined;
    case 'pad':
      return numbers(view, second)?.every((amount) => amount === 0) === true ? first : undefined;
    case 'strided_slice': {
      const strides = numbers(view, node.inputs[3]);
      const { shrinkAxisMask, newAxisMask } = node.attrs as Ops['strided_slice'];
      return shrinkAxisMask === 0 && newAxisMask === 0 && strides?.every((stride) => stride === 1) === true
        ? first
        : undefined;
    }
    case 'concatenation':
      return node.inputs.length === 1 && (node.attrs as Ops['concatenation']).activation === 'none' ? first : undefined;
    case 'split':
      return (node.attrs as Ops['split']).numSplits === 1 ? second : undefined;
    case 'resize_nearest_neighbor':
      return third === undefined ? first : undefined;
    default:
      return undefined;
  }
};

const removeRepeat = (view: GraphView, node: Node): Replacement | undefined => {
  const input = repeated(view, node);
  const [output] = node.outputs;
  if (input == null || output === undefined) return undefined;
  return sameType(view.value(input).type, view.value(output).type) ? bypass(view, output, input) : undefined;
};

/** Before: z = quantize(dequantize(x)), x and z of one type. After: x. The reverse would lose bits, and stays. */
const removeRoundTrip = (view: GraphView, node: Node): Replacement | undefined => {
  if (node.op !== 'quantize') return undefined;
  const inner = view.producer(node.inputs[0]);
  const input = inner?.inputs[0];
  const [output] = node.outputs;
  if (inner?.op !== 'dequantize' || input == null || output === undefined) return undefined;
  return sameType(view.value(input).type, view.value(output).type) ? bypass(view, output, input) : undefined;
};

const keepsOrder = (node: Node | undefined): node is Node => node?.op === 'reshape' || node?.op === 'squeeze';

/**
 * Before: reshape(reshape(x)), or fully_connected(reshape(x)) (the layer flattens by itself).
 * After: the outer node reads x.
 */
const skipReshape = (view: GraphView, node: Node): Replacement | undefined => {
  const flattens = isNode(node, 'fully_connected') && !node.attrs.keepNumDims;
  if (node.op !== 'reshape' && !flattens) return undefined;
  const [through, ...rest] = node.inputs;
  const inner = view.producer(through);
  const input = keepsOrder(inner) ? inner.inputs[0] : undefined;
  return input == null ? undefined : { nodes: [{ ...node, inputs: [input, ...rest] }] };
};

export const removeIdentity = definePass({
  name: 'remove-identity',
  version: 1,
  kind: 'graph',
  summary: 'remove layers that change nothing: identity, dropout, no-op and repeated reshapes, quantize of dequantize',
  preserves: 'bits',
  auto: { phase: 'reveal' },
  run: (graph, { constants }) =>
    rewrite(
      graph,
      constants,
      [removeRepeat, removeRoundTrip, skipReshape].map((rule) =>
        defineRule({ apply: (node, view) => rule(view, node) }),
      ),
    ),
});
