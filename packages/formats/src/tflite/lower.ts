import {
  fromBytes,
  integerRange,
  TinymlError,
  type Constants,
  type Graph,
  type Node,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { unwritableModel } from '../diagnostics/model.ts';
import { addConstant, addNode, addValue, draftOf, refuse, skip, typeOf, type Draft } from './draft.ts';
import type { Lowering } from './lowering.ts';
import type { TfliteOperators } from './operator-table.ts';
import { withVariableStates, type WithVariableStates } from './variable-states.ts';
import { withoutOwnStates } from './own-states.ts';

/** The least value of the type, as a constant: a maximum must not see padding. */
const leastValue = (draft: Draft, node: Node, type: TensorType): ValueId => {
  const scalar = { ...type, shape: [1] };
  const id = `${node.id}/least`;
  if (type.dtype === 'float32') return addConstant(draft, id, scalar, Float32Array.of(-3.4028234663852886e38));
  if (type.dtype === 'int8') return addConstant(draft, id, scalar, Int8Array.of(integerRange('int8')[0]));
  if (type.dtype === 'int16') return addConstant(draft, id, scalar, Int16Array.of(integerRange('int16')[0]));
  return refuse(node, `explicit padding of ${type.dtype} is not supported`);
};

const loweringOf = (draft: Draft, node: Node): Lowering => ({
  node,
  typeOf: (id) => typeOf(draft, id, node),
  floats(id, why) {
    if (id == null) return undefined;
    const { type, data } = draft.values.get(id) ?? refuse(node, 'an operand is missing');
    if (data === undefined || type.dtype !== 'float32') return refuse(node, why);
    return Float32Array.from(fromBytes('float32', draft.constants.get(data)), Number);
  },
  constant: (name, type, data) => addConstant(draft, `${node.id}/${name}`, type, data),
  value: (name, type) => addValue(draft, `${node.id}/${name}`, type),
  add(name, op, attrs, inputs, output) {
    addNode(draft, { id: `${node.id}_${name}`, op, attrs, inputs, outputs: [output] });
  },
  padded([top, bottom, left, right], fill) {
    const [x = null] = node.inputs;
    const type = typeOf(draft, x, node);
    const [n = 1, h = 1, w = 1, c = 1] = type.shape;
    const paddings = addConstant(
      draft,
      `${node.id}/paddings`,
      { dtype: 'int32', shape: [4, 2] },
      Int32Array.of(0, 0, top, bottom, left, right, 0, 0),
    );
    const padded = addValue(draft, `${node.id}/padded`, { ...type, shape: [n, h + top + bottom, w + left + right, c] });
    const value = fill === 'least' ? [leastValue(draft, node, type)] : [];
    const inputs = [x, paddings, ...value];
    addNode(draft, { id: `${node.id}_pad`, op: 'pad', attrs: {}, inputs, outputs: [padded] });
    return padded;
  },
  skip() {
    skip(draft, node);
  },
  refuse: (reason) => refuse(node, reason),
});

/** float16 weights that a layer reads → DEQUANTIZE in front, once for all readers, as TensorFlow's converter has it. */
const dequantizeHalves = (draft: Draft, node: Node): Node => {
  const inputs = node.inputs.map((id) => {
    const value = id === null ? undefined : draft.values.get(id);
    if (value?.type.dtype !== 'float16') return id;
    if (value.data === undefined) return refuse(node, 'LiteRT computes no float16: only constants may have it');
    const known = draft.aliases.get(value.id);
    if (known !== undefined) return known;
    const single = addValue(draft, `${value.id}_dequantize`, { dtype: 'float32', shape: value.type.shape });
    draft.aliases.set(value.id, single);
    addNode(draft, { id: 'dequantize', op: 'dequantize', attrs: {}, inputs: [value.id], outputs: [single] });
    return single;
  });
  return inputs.some((id, index) => id !== node.inputs[index]) ? { ...node, inputs } : node;
};

const lowerNode = (draft: Draft, source: Node, operators: TfliteOperators): void => {
  const inputs = source.inputs.map((id) =>
    id === null || draft.values.get(id)?.type.dtype === 'float16' ? id : (draft.aliases.get(id) ?? id),
  );
  const node = { ...source, inputs };
  const entry = operators.entryOf(node.op);
  const lowered = entry?.lower === undefined ? node : entry.lower(loweringOf(draft, node));
  if (lowered === undefined) return;
  draft.nodes.push(entry?.takesHalves === true ? lowered : dequantizeHalves(draft, lowered));
};

/** The graph in the terms of TensorFlow Lite. @throws TinymlError TML391 where it has none. */
export const lowerForTflite = (given: Graph, constants: Constants, operators: TfliteOperators): WithVariableStates => {
  const { graph, variables } = withVariableStates(withoutOwnStates(given, operators), operators);
  if (graph.state !== undefined && graph.state.length > 0) {
    throw new TinymlError(
      unwritableModel(graph.name, 'no operator of such a file keeps its state from one inference to the next'),
    );
  }
  const draft = draftOf(graph, constants);
  for (const node of graph.nodes) lowerNode(draft, node, operators);
  return { graph: { ...graph, values: draft.values, nodes: draft.nodes }, variables };
};
