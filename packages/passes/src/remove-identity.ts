import {
  allocate,
  definePass,
  defineRule,
  elementCount,
  rewrite,
  sameType,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
  type Tensor,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { bypass } from './bypass.ts';
import { skipReshape } from './skip-reshape.ts';

type Rule = (view: GraphView, node: Node, operators: OperatorTable) => Replacement | undefined;

const plain = ({ shape }: TensorType): TensorType => ({ dtype: 'int32', shape });

/** Numbers that are all different, and no positions within the tensor. */
const marked = (type: TensorType): Tensor => {
  const data = allocate('int32', elementCount(type.shape));
  for (let i = 0; i < data.length; i++) data[i] = 2 ** 30 - i;
  return { type: plain(type), data };
};

/** Whether a node that moves elements gives those of its operand at `position` as they are, by moving marked ones. */
const movesNothing = (view: GraphView, node: Node, operators: OperatorTable, position: number): boolean => {
  const operator = operators.get(node.op);
  const inputs = node.inputs.map((id, i) => {
    if (id === null) return null;
    return i === position ? marked(view.type(id)) : view.constant(id);
  });
  if (operator === undefined || inputs.includes(undefined)) return false;
  const tensors = inputs.map((tensor) => tensor ?? null);
  const outputs = node.outputs.map((id) => plain(view.type(id)));
  const { attrs } = node;
  if (operator.check({ attrs, inputs: tensors.map((tensor) => tensor?.type ?? null), outputs }) !== undefined)
    return false;
  const [result] = operator.run({ attrs, inputs: tensors, outputs });
  return result?.every((element: number | bigint, i: number) => element === tensors[position]?.data[i]) === true;
};

/** The operand that the node's only result repeats element for element, if its type is the result's too. */
const repeated = (view: GraphView, node: Node, operators: OperatorTable): ValueId | undefined => {
  const [output, ...others] = node.outputs;
  if (output === undefined || others.length > 0) return undefined;
  const isLike = (id: ValueId | null | undefined): id is ValueId =>
    id != null && sameType(view.type(id), view.type(output));
  const { converts, keepsOrder, movement } = traitsOf(operators, node.op);
  const [first] = node.inputs;
  if (keepsOrder === true || converts !== undefined) return isLike(first) ? first : undefined;
  if (movement !== true) return undefined;
  const position = node.inputs.findIndex((id) => isLike(id) && view.constant(id) === undefined);
  const id = node.inputs[position];
  return id != null && movesNothing(view, node, operators, position) ? id : undefined;
};

const removeRepeat: Rule = (view, node, operators) => {
  const input = repeated(view, node, operators);
  const [output] = node.outputs;
  return input === undefined || output === undefined ? undefined : bypass(view, output, input);
};

/** Before: z = quantize(dequantize(x)), x and z of one type. After: x. The reverse would lose bits, and stays. */
const removeRoundTrip: Rule = (view, node, operators) => {
  if (traitsOf(operators, node.op).converts !== 'to-stored') return undefined;
  const inner = view.producer(node.inputs[0]);
  const input = inner?.inputs[0];
  const [output] = node.outputs;
  if (inner === undefined || traitsOf(operators, inner.op).converts !== 'to-real') return undefined;
  if (input == null || output === undefined) return undefined;
  return sameType(view.type(input), view.type(output)) ? bypass(view, output, input) : undefined;
};

export const removeIdentity = definePass({
  name: 'remove-identity',
  version: 1,
  kind: 'graph',
  summary: 'remove layers that change nothing: identity, dropout, no-op and repeated reshapes, quantize of dequantize',
  preserves: 'bits',
  auto: { phase: 'reveal' },
  run: (graph, { constants, operators }) =>
    rewrite(
      graph,
      constants,
      [removeRepeat, removeRoundTrip, skipReshape].map((rule) =>
        defineRule({ apply: (node, view) => rule(view, node, operators) }),
      ),
    ),
});
