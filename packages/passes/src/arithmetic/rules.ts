import {
  isNode,
  sameShape,
  sameType,
  slotOf,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
} from '@tinyml/core';
import { compose, ownActivation } from '../activation.ts';
import { bypass } from '../bypass.ts';
import { linearLayer, scaleInput, scaleResult, withWeights } from '../channel-weights.ts';
import { readsPadding } from '../reads-padding.ts';
import { simplifySlot } from '../simplify-slot.ts';
import { constantOperand, perChannel } from './constant-operand.ts';
import { intoSoftmax } from './into-softmax.ts';

/** What takes the place of `node`, if the pattern is there. */
export type Rule = (view: GraphView, node: Node, operators: OperatorTable) => Replacement | undefined;

/** x · 1, x + 0, x − 0 → x */
const neutral: Rule = (view, node, operators) => {
  const found = constantOperand(view, node, operators);
  const [output] = node.outputs;
  if (found?.activation !== 'none' || output === undefined) return undefined;
  const element = found.arithmetic === 'mul' ? 1 : 0;
  if (!found.values.every((value) => value === element)) return undefined;
  return sameType(found.inputType, view.value(output).type) ? bypass(view, output, found.input) : undefined;
};

/** (x · a) · b → x · (a·b); (x + a) + b → x + (a+b), sub counting as add of the negative */
const chain: Rule = (view, node, operators) => {
  const outer = constantOperand(view, node, operators);
  if (outer === undefined || view.soleConsumer(outer.input) === undefined) return undefined;
  const inner = constantOperand(view, view.producer(outer.input), operators);
  if (inner?.activation !== 'none') return undefined;
  const product = outer.arithmetic === 'mul';
  if (product !== (inner.arithmetic === 'mul')) return undefined;
  const [small, large] = inner.values.length <= outer.values.length ? [inner, outer] : [outer, inner];
  if (small.values.length !== 1 && !sameShape(small.type.shape, large.type.shape)) return undefined;
  // The inner constant may have given x its shape.
  if (!sameShape(inner.inputType.shape, view.value(outer.input).type.shape)) return undefined;
  const sign = (operand: typeof outer): number => (operand.arithmetic === 'sub' ? -1 : 1);
  const values = large.values.map((value, i) => {
    const other = small.values[small.values.length === 1 ? 0 : i] ?? 0;
    return product ? value * other : sign(large) * value + sign(small) * other;
  });
  const merged = view.addConstant(`${large.constantId}_merged`, large.type, values);
  const op = outer.arithmetic === 'sub' ? 'add' : node.op;
  return { nodes: [{ ...node, op, inputs: [inner.input, merged] }] };
};

/** conv_2d(x) · a + b → conv_2d(x) with other weights and bias; for every layer with constant float weights */
const intoLayer: Rule = (view, node, operators) => {
  const found = constantOperand(view, node, operators);
  const [output] = node.outputs;
  if (found === undefined || output === undefined || view.soleConsumer(found.input) === undefined) return undefined;
  const layer = linearLayer(view, view.producer(found.input), operators);
  if (layer === undefined || ownActivation(layer.node) !== 'none') return undefined;
  const value = perChannel(found, layer.channels);
  if (value === undefined || !sameShape(found.inputType.shape, view.value(output).type.shape)) return undefined;
  const sign = found.arithmetic === 'sub' ? -1 : 1;
  const { weights, bias } =
    found.arithmetic === 'mul'
      ? scaleResult(layer, value, () => 0)
      : scaleResult(
          layer,
          () => 1,
          (channel) => sign * value(channel),
        );
  const folded = withWeights(view, layer, weights, bias);
  const attrs = { ...layer.node.attrs, activation: found.activation };
  return { nodes: [{ ...folded, attrs, outputs: [output] }] };
};

/**
 * conv_2d(x · a) → conv_2d(x) with other weights: zero padding stays zero, so that any padding will do.
 * conv_2d(x + a) → conv_2d(x) with another bias, where it reads no padding.
 */
const fromInput: Rule = (view, node, operators) => {
  const found = constantOperand(view, node, operators);
  const [output] = node.outputs;
  if (found?.activation !== 'none' || output === undefined) return undefined;
  if (view.soleConsumer(output) === undefined || !sameShape(found.inputType.shape, view.value(output).type.shape))
    return undefined;
  const layer = linearLayer(view, view.soleConsumer(output), operators);
  if (layer?.node.inputs[layer.inputPosition] !== output) return undefined;
  const product = found.arithmetic === 'mul';
  if (!product && readsPadding(layer, operators) !== false) return undefined;
  const channels = found.inputType.shape.at(-1) ?? 1;
  const value = perChannel(found, channels);
  if (value === undefined) return undefined;
  const sign = found.arithmetic === 'sub' ? -1 : 1;
  const { weights, bias } = scaleInput(
    layer,
    (channel) => (product ? value(channel % channels) : 1),
    (channel) => (product ? 0 : sign * value(channel % channels)),
  );
  const folded = withWeights(view, layer, weights, bias);
  return { nodes: [{ ...folded, inputs: folded.inputs.map((id) => (id === output ? found.input : id)) }] };
};

/** x / c → x · (1 / c): a product takes a fraction of the time, and goes into layers. */
const reciprocal: Rule = (view, node) => {
  const [input, divisor] = node.inputs;
  const constant = view.constant(divisor);
  if (!isNode(node, 'div') || input == null || constant?.type.dtype !== 'float32') return undefined;
  const values = Float32Array.from(constant.data as Float32Array, (value) => 1 / value);
  // Beside 0 and infinity: the reciprocal of numbers that are small or great has fewer bits, or none.
  if (!values.every((value) => Math.abs(value) > 2 ** -126 && Math.abs(value) < 2 ** 126)) return undefined;
  const factor = view.addConstant(`${divisor ?? node.id}_reciprocal`, constant.type, values);
  return { nodes: [{ ...node, op: 'mul', inputs: [input, factor] }] };
};

/** What the operator's own folder says. */
const ownRule: Rule = (view, node, operators) => slotOf(simplifySlot, operators.get(node.op))?.(node, view);

/** relu6(relu(x)) → relu6(x), relu(relu(x)) → relu(x); quantised: where all three have one scale */
const repeatedActivation: Rule = (view, node, operators) => {
  const outer = traitsOf(operators, node.op).activation;
  const [middle] = node.inputs;
  const [output] = node.outputs;
  if (outer === undefined || middle == null || output === undefined) return undefined;
  const inner = view.producer(middle);
  const first = inner === undefined ? undefined : traitsOf(operators, inner.op).activation;
  const input = inner?.inputs[0];
  if (inner === undefined || first === undefined || input == null) return undefined;
  const combined = compose(first, outer);
  if (combined === undefined || combined === 'none') return undefined;
  const type = view.value(output).type;
  if (!sameType(view.value(middle).type, type) || !sameType(view.value(input).type, type)) return undefined;
  return { nodes: [{ ...node, op: combined, attrs: {}, inputs: [input] }] };
};

/** These change no bit of any result, whatever its type. */
export const exactRules: readonly Rule[] = [ownRule, repeatedActivation];

/** These are equal up to float rounding. In this order at each node. */
export const roundingRules: readonly Rule[] = [reciprocal, neutral, chain, intoLayer, fromInput, intoSoftmax];
