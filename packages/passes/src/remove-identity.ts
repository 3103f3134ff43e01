import { definePass, sameType, type Node } from '@tinyml/core';
import { draftOf, type Draft } from './draft.ts';

/** Elements of a constant operand as numbers; undefined where it is absent or computed. */
const numbers = (draft: Draft, id: string | null | undefined): number[] | undefined => {
  const tensor = draft.constant(id);
  return tensor === undefined ? undefined : Array.from(tensor.data as ArrayLike<number | bigint>, Number);
};

/** The operand that the node's only result repeats value for value, if its type is the result's too. */
const repeated = (draft: Draft, node: Node): string | null | undefined => {
  const [first, second, third] = node.inputs;
  switch (node.op) {
    case 'identity':
    case 'dropout':
    case 'reshape':
    case 'squeeze':
    case 'quantize':
      return first;
    case 'transpose':
      return numbers(draft, second)?.every((axis, i) => axis === i) === true ? first : undefined;
    case 'pad':
      return numbers(draft, second)?.every((amount) => amount === 0) === true ? first : undefined;
    case 'strided_slice': {
      const strides = numbers(draft, node.inputs[3]);
      const { shrinkAxisMask, newAxisMask } = node.attrs;
      return shrinkAxisMask === 0 && newAxisMask === 0 && strides?.every((stride) => stride === 1) === true
        ? first
        : undefined;
    }
    case 'concatenation':
      return node.inputs.length === 1 && node.attrs.activation === 'none' ? first : undefined;
    case 'split':
      return node.attrs.numSplits === 1 ? second : undefined;
    case 'resize_nearest_neighbor':
      return third === undefined ? first : undefined;
    default:
      return undefined;
  }
};

const removeRepeat = (draft: Draft, node: Node): boolean => {
  const input = repeated(draft, node);
  const [output] = node.outputs;
  if (input == null || output === undefined) return false;
  return sameType(draft.value(input).type, draft.value(output).type) && draft.bypass(node, input);
};

/** Before: z = quantize(dequantize(x)), x and z of one type. After: x. The reverse would lose bits, and stays. */
const removeRoundTrip = (draft: Draft, node: Node): boolean => {
  if (node.op !== 'quantize') return false;
  const inner = draft.producer(node.inputs[0]);
  const input = inner?.inputs[0];
  const [output] = node.outputs;
  if (inner?.op !== 'dequantize' || input == null || output === undefined) return false;
  return sameType(draft.value(input).type, draft.value(output).type) && draft.bypass(node, input);
};

const keepsOrder = (node: Node | undefined): node is Node => node?.op === 'reshape' || node?.op === 'squeeze';

/**
 * Before: reshape(reshape(x)), or fully_connected(reshape(x)) (the layer flattens by itself).
 * After: the outer node reads x.
 */
const skipReshape = (draft: Draft, node: Node): boolean => {
  const flattens = node.op === 'fully_connected' && !node.attrs.keepNumDims;
  if (node.op !== 'reshape' && !flattens) return false;
  const [through, ...rest] = node.inputs;
  const inner = draft.producer(through);
  const input = keepsOrder(inner) ? inner.inputs[0] : undefined;
  if (through == null || input == null || inner === undefined) return false;
  draft.replace(node.id, { ...node, inputs: [input, ...rest] });
  return true;
};

const dropUnread = (draft: Draft, ids: readonly string[]): void => {
  for (const id of [...ids].reverse()) {
    const node = draft.node(id);
    if (node?.outputs.every((output) => !draft.isObserved(output) && draft.readers(output).length === 0) === true)
      draft.remove(id);
  }
};

export const removeIdentity = definePass({
  name: 'remove-identity',
  version: 1,
  kind: 'graph',
  summary: 'remove layers that change nothing: identity, dropout, no-op and repeated reshapes, quantize of dequantize',
  preserves: 'bits',
  run(graph, { constants }) {
    const draft = draftOf(graph, constants);
    const bypassed: string[] = [];
    for (const { id } of graph.nodes) {
      const node = draft.node(id);
      if (node === undefined) continue;
      const before = node.inputs.flatMap((input) => draft.producer(input)?.id ?? []);
      if (removeRepeat(draft, node)) continue;
      if (removeRoundTrip(draft, node) || skipReshape(draft, node)) bypassed.push(...before);
      const now = draft.node(id);
      if (now !== undefined && now !== node) removeRepeat(draft, now);
    }
    dropUnread(draft, bypassed);
    return draft.finish();
  },
});
