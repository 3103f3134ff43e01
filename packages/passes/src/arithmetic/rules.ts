import { sameShape, sameType, type Node } from '@tinyml/core';
import { activationOf, compose } from '../activation.ts';
import { linearLayer, scaleInput, scaleResult, withWeights } from '../channel-weights.ts';
import type { Draft } from '../draft.ts';
import { constantOperand, perChannel } from './constant-operand.ts';

/** Rewrites at `node` if its pattern is there; true if it did. */
export type Rule = (draft: Draft, node: Node) => boolean;

/** x · 1, x + 0, x − 0 → x */
const neutral: Rule = (draft, node) => {
  const found = constantOperand(draft, node);
  const [output] = node.outputs;
  if (found === undefined || output === undefined || found.node.attrs.activation !== 'none') return false;
  const element = node.op === 'mul' ? 1 : 0;
  if (!found.values.every((value) => value === element)) return false;
  return sameType(found.inputType, draft.value(output).type) && draft.bypass(node, found.input);
};

/** (x · a) · b → x · (a·b); (x + a) + b → x + (a+b), sub counting as add of the negative */
const chain: Rule = (draft, node) => {
  const outer = constantOperand(draft, node);
  if (outer === undefined || !draft.isPrivate(outer.input)) return false;
  const inner = constantOperand(draft, draft.producer(outer.input));
  if (inner === undefined || inner.node.attrs.activation !== 'none') return false;
  const product = node.op === 'mul';
  if (product !== (inner.node.op === 'mul')) return false;
  const [small, large] = inner.values.length <= outer.values.length ? [inner, outer] : [outer, inner];
  if (small.values.length !== 1 && !sameShape(small.type.shape, large.type.shape)) return false;
  // The inner constant may have given x its shape.
  if (!sameShape(inner.inputType.shape, draft.value(outer.input).type.shape)) return false;
  const sign = (operand: typeof outer): number => (operand.node.op === 'sub' ? -1 : 1);
  const values = large.values.map((value, i) => {
    const other = small.values[small.values.length === 1 ? 0 : i] ?? 0;
    return product ? value * other : sign(large) * value + sign(small) * other;
  });
  const merged = draft.addConstant(`${large.constantId}_merged`, large.type, values);
  const op = product ? 'mul' : 'add';
  draft.replace(node.id, { ...outer.node, op, inputs: [inner.input, merged] });
  draft.remove(inner.node.id);
  return true;
};

/** conv_2d(x) · a + b → conv_2d(x) with other weights and bias; for every layer with constant float weights */
const intoLayer: Rule = (draft, node) => {
  const found = constantOperand(draft, node);
  const [output] = node.outputs;
  if (found === undefined || output === undefined || !draft.isPrivate(found.input)) return false;
  const layer = linearLayer(draft, draft.producer(found.input));
  if (layer === undefined || !('activation' in layer.node.attrs) || layer.node.attrs.activation !== 'none')
    return false;
  const value = perChannel(found, layer.channels);
  if (value === undefined || !sameShape(found.inputType.shape, draft.value(output).type.shape)) return false;
  const sign = node.op === 'sub' ? -1 : 1;
  const { weights, bias } =
    node.op === 'mul'
      ? scaleResult(layer, value, () => 0)
      : scaleResult(
          layer,
          () => 1,
          (channel) => sign * value(channel),
        );
  const folded = withWeights(draft, layer, weights, bias);
  const attrs = { ...layer.node.attrs, activation: found.node.attrs.activation };
  draft.remove(node.id);
  draft.replace(layer.node.id, { ...folded, attrs, outputs: [output] } as Node);
  return true;
};

/** conv_2d(x · a) → conv_2d(x) with other weights. Zero padding stays zero, so that any padding will do. */
const fromInput: Rule = (draft, node) => {
  const found = constantOperand(draft, node);
  const [output] = node.outputs;
  if (found?.node.op !== 'mul' || found.node.attrs.activation !== 'none' || output === undefined) return false;
  if (!draft.isPrivate(output) || !sameShape(found.inputType.shape, draft.value(output).type.shape)) return false;
  const layer = linearLayer(draft, draft.readers(output)[0]);
  if (layer?.node.inputs[layer.inputPosition] !== output) return false;
  const channels = found.inputType.shape.at(-1) ?? 1;
  const value = perChannel(found, channels);
  if (value === undefined) return false;
  const { weights, bias } = scaleInput(
    layer,
    (channel) => value(channel % channels),
    () => 0,
  );
  const folded = withWeights(draft, layer, weights, bias);
  draft.replace(layer.node.id, {
    ...folded,
    inputs: folded.inputs.map((id) => (id === output ? found.input : id)),
  } as Node);
  draft.remove(node.id);
  return true;
};

/** leaky_relu with slope 0 → relu; with slope 1 → x */
const plainSlope: Rule = (draft, node) => {
  const [input] = node.inputs;
  const [output] = node.outputs;
  if (node.op !== 'leaky_relu' || input == null || output === undefined) return false;
  if (!sameType(draft.value(input).type, draft.value(output).type)) return false;
  if (node.attrs.alpha === 1) return draft.bypass(node, input);
  if (node.attrs.alpha !== 0) return false;
  draft.replace(node.id, { ...node, op: 'relu', attrs: {} });
  return true;
};

/** relu6(relu(x)) → relu6(x), relu(relu(x)) → relu(x); quantised: where all three have one scale */
const repeatedActivation: Rule = (draft, node) => {
  const outer = activationOf(node);
  const [middle] = node.inputs;
  const [output] = node.outputs;
  if (outer === undefined || middle == null || output === undefined) return false;
  const inner = draft.producer(middle);
  const first = inner === undefined ? undefined : activationOf(inner);
  const input = inner?.inputs[0];
  if (inner === undefined || first === undefined || input == null) return false;
  const combined = compose(first, outer);
  if (combined === undefined || combined === 'none') return false;
  const type = draft.value(output).type;
  if (!sameType(draft.value(middle).type, type) || !sameType(draft.value(input).type, type)) return false;
  draft.replace(node.id, { ...node, op: combined, attrs: {}, inputs: [input] } as Node);
  if (!draft.isObserved(middle) && draft.readers(middle).length === 0) draft.remove(inner.id);
  return true;
};

/** transpose(transpose(x)) → one transpose, or x where the two undo each other */
const transposes: Rule = (draft, node) => {
  const [middle, order] = node.inputs;
  const [output] = node.outputs;
  if (node.op !== 'transpose' || middle == null || output === undefined) return false;
  const inner = draft.producer(middle);
  const input = inner?.inputs[0];
  const [second, first] = [draft.constant(order), draft.constant(inner?.inputs[1])];
  if (inner?.op !== 'transpose' || input == null || second === undefined || first === undefined) return false;
  const combined = Int32Array.from(second.data as Int32Array, (axis) => Number(first.data[axis]));
  const undone = combined.every((axis, i) => axis === i) && sameType(draft.value(input).type, draft.value(output).type);
  if (undone) {
    if (!draft.bypass(node, input)) return false;
  } else {
    const constant = draft.addConstant(
      `${order ?? 'perm'}_merged`,
      { dtype: 'int32', shape: [combined.length] },
      combined,
    );
    draft.replace(node.id, { ...node, inputs: [input, constant] });
  }
  if (!draft.isObserved(middle) && draft.readers(middle).length === 0) draft.remove(inner.id);
  return true;
};

/** These change no bit of any result, whatever its type. */
export const exactRules: readonly Rule[] = [plainSlope, repeatedActivation, transposes];

/** These are equal up to float rounding. In this order at each node. */
export const roundingRules: readonly Rule[] = [neutral, chain, intoLayer, fromInput];
