import {
  isOperatorError,
  sameShape,
  traitsOf,
  type GraphView,
  type Node,
  type Operand,
  type OperatorTable,
  type Replacement,
  type TensorType,
  type ValueId,
} from '@tinyml/core';

const infersShape = (view: GraphView, node: Node, operators: OperatorTable, wanted: TensorType): boolean => {
  const operand = (id: ValueId): Operand => {
    const constant = view.constant(id);
    return { type: view.type(id), ...(constant && { constant: constant.data }) };
  };
  try {
    const inputs = node.inputs.map((id) => (id === null ? null : operand(id)));
    const [inferred] = operators.get(node.op)?.infer({ attrs: node.attrs, inputs }) ?? [];
    return inferred !== undefined && sameShape(inferred.shape, wanted.shape);
  } catch (error) {
    if (isOperatorError(error)) return false;
    throw error;
  }
};

/**
 * Before: reshape(reshape(x)), or fully_connected(reshape(x)) (the layer flattens by itself).
 * After: the outer node reads x.
 */
export const skipReshape = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const { keepsOrder, passesThrough, weighted } = traitsOf(operators, node.op);
  const takesAnyShape = (keepsOrder === true && passesThrough !== true) || weighted?.dense === true;
  const [through, ...rest] = node.inputs;
  const [output] = node.outputs;
  const inner = takesAnyShape ? view.producer(through) : undefined;
  if (inner === undefined || output === undefined || traitsOf(operators, inner.op).keepsOrder !== true)
    return undefined;
  const [input] = inner.inputs;
  if (input == null) return undefined;
  const outer = { ...node, inputs: [input, ...rest] };
  return infersShape(view, outer, operators, view.type(output)) ? { nodes: [outer] } : undefined;
};
