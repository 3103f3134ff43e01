import {
  prepare,
  quantizeValue,
  valueOf,
  type Constants,
  type Graph,
  type NodeObserver,
  type OperatorTable,
  type Runner,
  type Tensor,
  type TensorType,
  type ValueId,
} from '@tinyml/core';

/** Once on real-valued inputs; shows the result of every node, in execution order, and every node before it runs. */
type Run = (
  inputs: readonly Tensor<Float32Array>[],
  visit: (id: ValueId, tensor: Tensor) => void,
  enter?: NodeObserver,
) => void;

/** Runs a graph, whose state goes on from one run to the next until it is reset. */
export type Trace = Run & Pick<Runner, 'reset'>;

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
  const run: Run = (inputs, visit, enter) => {
    const given = graph.inputs.map((id, i) => asInput(valueOf(graph, id).type, inputs[i]?.data ?? new Float32Array()));
    runner.run(given, visit, enter);
  };
  const { reset } = runner;
  return Object.assign(run, { reset });
};
