import {
  prepare,
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
  if ((dtype !== 'int8' && dtype !== 'int16') || quant === undefined) return { type, data };
  const [scale = 1] = quant.scale;
  const [zeroPoint = 0] = quant.zeroPoint;
  const stored = dtype === 'int8' ? new Int8Array(data.length) : new Int16Array(data.length);
  for (const [i, value] of data.entries()) stored[i] = quantizeValue(value, scale, zeroPoint, dtype);
  return { type, data: stored };
};

/** Constants are decoded once, for all runs. */
export const traceOf = (
  graph: Graph,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): Trace => {
  const runner = prepare(graph, { constants, operators });
  return (inputs, visit) => {
    const given = graph.inputs.map((id, i) => asInput(valueOf(graph, id).type, inputs[i]?.data ?? new Float32Array()));
    runner.run(given, visit);
  };
};
