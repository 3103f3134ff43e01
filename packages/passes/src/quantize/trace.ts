import {
  constantOf,
  quantizeValue,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Tensor,
  type TensorType,
  type ValueId,
} from '@tinyml/core';

/** Runs a graph once on real-valued inputs and shows the result of every node, in execution order. */
export type Trace = (inputs: readonly Tensor<Float32Array>[], visit: (id: ValueId, tensor: Tensor) => void) => void;

/** A real-valued input in the type that the graph wants. */
const asInput = (type: TensorType, data: Float32Array): Tensor => {
  const { dtype, quant } = type;
  if (dtype !== 'int8' || quant === undefined) return { type, data };
  const [scale = 1] = quant.scale;
  const [zeroPoint = 0] = quant.zeroPoint;
  return { type, data: Int8Array.from(data, (value) => quantizeValue(value, scale, zeroPoint, dtype)) };
};

/** Constants are decoded once, for all runs. */
export const traceOf = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): Trace => {
  const fixed = new Map<ValueId, Tensor>();
  for (const id of graph.values.keys()) {
    const tensor = constantOf(graph, constants, id);
    if (tensor !== undefined) fixed.set(id, tensor);
  }
  const steps = graph.nodes.map((node) => {
    const operator = operators.get(node.op);
    if (operator === undefined) throw new Error(`no operator ${node.op}`);
    return { node, operator, outputs: node.outputs.map((id) => valueOf(graph, id).type) };
  });
  const lastReader = new Map<ValueId, number>();
  steps.forEach(({ node }, i) => {
    for (const id of node.inputs) if (id !== null) lastReader.set(id, i);
  });

  return (inputs, visit) => {
    const tensors = new Map<ValueId, Tensor>();
    graph.inputs.forEach((id, i) => {
      const data = inputs[i]?.data;
      if (data !== undefined) tensors.set(id, asInput(valueOf(graph, id).type, data));
    });
    const read = (id: ValueId): Tensor => {
      const tensor = fixed.get(id) ?? tensors.get(id);
      if (tensor === undefined) throw new Error(`${id} is read before it is written`);
      return tensor;
    };
    steps.forEach(({ node, operator, outputs }, i) => {
      const results = operator.run({
        attrs: node.attrs,
        inputs: node.inputs.map((id) => (id === null ? null : read(id))),
        outputs,
      });
      node.outputs.forEach((id, position) => {
        const [type, data] = [outputs[position], results[position]];
        if (type === undefined || data === undefined) return;
        tensors.set(id, { type, data });
        visit(id, { type, data });
      });
      for (const id of node.inputs) if (id !== null && lastReader.get(id) === i) tensors.delete(id);
    });
  };
};
