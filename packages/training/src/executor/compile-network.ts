import {
  constantOf,
  elementCount,
  isOperatorError,
  quantizedTraining,
  statefulTraining,
  TinymlError,
  untrainableNode,
  untrainableOperator,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OpName,
  type OperatorTable,
  type Tensor as Constant,
  type Value,
  type ValueId,
} from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { foldForTraining } from './fold.ts';
import { batchShape, operand, reshaped } from './layout.ts';
import type { Execute, Lower, Operand } from './lowering.ts';
import type { Network } from './network.ts';
import { lowerings } from './operators/index.ts';
import { scaled } from './operators/activation.ts';
import { poolFirst } from './pool-first.ts';
import { parametersOf } from './parameters.ts';
import { oneByOne, wantsOneSample } from './samples.ts';

interface Step {
  readonly node: Node;
  readonly batched: boolean;
  readonly execute: Execute;
}

const stored: ReadonlySet<string> = new Set(['int4', 'int8', 'uint8', 'int16']);

const isStored = ({ type: { dtype, quant } }: Value): boolean => quant !== undefined || stored.has(dtype);

/** @throws TinymlError for what TensorFlow.js cannot train, whatever the operators */
const checkGraph = (graph: Graph): void => {
  const [state] = graph.state ?? [];
  if (state !== undefined) throw new TinymlError(statefulTraining(state.name));
  for (const node of graph.nodes) {
    const id = [...node.inputs, ...node.outputs].find((value) => value !== null && isStored(valueOf(graph, value)));
    if (id != null) throw new TinymlError(quantizedTraining(node.id, id, valueOf(graph, id).type));
  }
};

const lowerNode = (
  graph: Graph,
  node: Node,
  tf: Tf,
  constants: Constants,
  isBatched: (id: ValueId) => boolean,
): Step => {
  const lower = lowerings[node.op] as Lower<OpName> | undefined;
  if (lower === undefined) throw new TinymlError(untrainableOperator(node.id, node.op));
  const operandOf = (id: ValueId | null, batched: boolean): Operand | null =>
    id === null
      ? null
      : {
          shape: valueOf(graph, id).type.shape,
          batched,
          numbers() {
            const constant = constantOf(graph, constants, id);
            if (constant === undefined)
              throw new TinymlError(untrainableNode(node.id, node.op, `${id} is computed from the input`));
            return Array.from(constant.data as Float32Array, Number);
          },
        };
  const inputs = node.inputs.map((id) => operandOf(id, id !== null && isBatched(id)));
  const outputs = node.outputs.map((id) => valueOf(graph, id).type.shape);
  const request = { tf, attrs: node.attrs, outputs, inputIds: node.inputs };
  const batched = inputs.some((input) => input?.batched === true);
  try {
    if (!wantsOneSample(node, inputs)) return { node, batched, execute: lower({ ...request, inputs }) };
    const single = node.inputs.map((id) => operandOf(id, false));
    return { node, batched, execute: oneByOne(tf, lower({ ...request, inputs: single }), inputs, outputs) };
  } catch (error) {
    if (isOperatorError(error)) throw new TinymlError(untrainableNode(node.id, node.op, error.message));
    throw error;
  }
};

/** The steps that `wanted` values need. */
const needed = (steps: readonly Step[], wanted: readonly ValueId[]): readonly Step[] => {
  const read = new Set<ValueId | null>(wanted);
  return steps
    .toReversed()
    .filter(({ node }) => {
      if (!node.outputs.some((id) => read.has(id))) return false;
      node.inputs.forEach((id) => read.add(id));
      return true;
    })
    .toReversed();
};

/** The steps that the outputs need, in order. */
const makeSteps = (graph: Graph, tf: Tf, constants: Constants): readonly Step[] => {
  const batched = new Set(graph.inputs);
  const steps = graph.nodes.map((node) => {
    const step = lowerNode(graph, node, tf, constants, (id) => batched.has(id));
    if (step.batched) node.outputs.forEach((id) => batched.add(id));
    return step;
  });
  return needed(steps, graph.outputs);
};

/** What an output is the softmax or the logistic of. */
const logitsOf = (
  graph: Graph,
  tf: Tf,
  output: ValueId,
): { readonly id: ValueId; readonly finish: (x: Tensor) => Tensor } => {
  const node = graph.nodes.find(({ outputs }) => outputs.includes(output));
  const source = node?.inputs[0];
  if (source == null || (node?.op !== 'softmax' && node?.op !== 'logistic')) return { id: output, finish: (x) => x };
  return { id: source, finish: (x) => (node.op === 'softmax' ? scaled(tf, x, node.attrs) : x) };
};

/** A first dimension of 1 is the batch; any other belongs to the sample, and the batch stands before it. */
const outputShape = (shape: readonly number[], batch: number): readonly number[] =>
  shape[0] === 1 ? [batch, ...shape.slice(1)] : [batch, ...shape];

const same = (x: Tensor): Tensor => x;

/** How many samples the inputs hold. @throws TinymlError where that is no whole number, or they differ */
const batchOf = (graph: Graph, inputs: readonly Tensor[]): number => {
  const counts = graph.inputs.map((id, i) => operand(inputs, i).size / elementCount(valueOf(graph, id).type.shape));
  const [batch = 1] = counts;
  const wrong = counts.findIndex((count) => count !== batch || !Number.isInteger(count));
  if (wrong >= 0)
    throw new Error(`input ${String(wrong)} of graph ${graph.name} does not hold whole samples, as many as the others`);
  return batch;
};

/** A constant as TensorFlow.js holds it; it has no 64-bit integers. */
const tensorOf = (tf: Tf, { type, data }: Constant): Tensor => {
  const shape = [...type.shape];
  if (type.dtype === 'float32') return tf.tensor(Float32Array.from(data as Float32Array), shape, 'float32');
  return tf.tensor(Int32Array.from(data as Int32Array, Number), shape, type.dtype === 'bool' ? 'bool' : 'int32');
};

/** A graph's values while it runs. */
const makeRun =
  (
    graph: Graph,
    tf: Tf,
    steps: readonly Step[],
    fixed: (id: ValueId) => Tensor,
    isParameter: (id: ValueId) => boolean,
  ): Network['run'] =>
  (inputs, weight, options) => {
    const found = new Map<ValueId, Tensor>();
    const seen = (id: ValueId, tensor: Tensor): Tensor =>
      tensor.dtype === 'float32' ? (options.activation?.(id, tensor) ?? tensor) : tensor;
    const batch = batchOf(graph, inputs);
    graph.inputs.forEach((id, i) => {
      found.set(id, seen(id, reshaped(operand(inputs, i), batchShape(valueOf(graph, id).type.shape, batch))));
    });
    const read = (id: ValueId): Tensor => {
      const tensor = found.get(id) ?? (isParameter(id) ? weight(id) : fixed(id));
      found.set(id, tensor);
      return tensor;
    };
    const heads = graph.outputs.map((id) => (options.logits === true ? logitsOf(graph, tf, id) : { id, finish: same }));
    const wanted = heads.map(({ id }) => id);
    for (const { node, batched, execute } of options.logits === true ? needed(steps, wanted) : steps) {
      const operands = node.inputs.map((id) => (id === null ? null : read(id)));
      const results = execute(operands, { batch: batched ? batch : 1, options });
      node.outputs.forEach((id, i) => found.set(id, seen(id, operand(results, i))));
    }
    return heads.map(({ id, finish }) => {
      const shape = valueOf(graph, id).type.shape;
      return reshaped(finish(read(id)), outputShape(shape, batch));
    });
  };

/**
 * Makes a graph of float operators into a function on batches that TensorFlow.js can differentiate. Samples of a batch
 * are worked on together, where a node allows it (see `layout.ts`, `samples.ts`).
 * @throws TinymlError TML616–TML618 naming the node that cannot be trained
 */
export const compileNetwork = (source: Graph, tf: Tf, constants: Constants, operators: OperatorTable): Network => {
  checkGraph(source);
  const graph = foldForTraining(source, constants, operators);
  const parameters = parametersOf(graph, constants);
  const ids = new Set(parameters.map(({ id }) => id));
  const observed = makeSteps(graph, tf, constants);
  // Who looks at activations wants those of the graph.
  const fast = poolFirst(graph, constants);
  const plain = fast === graph ? observed : makeSteps(fast, tf, constants);
  const tensors = new Map<ValueId, Tensor>();
  const fixed = (id: ValueId): Tensor => {
    const known = tensors.get(id);
    if (known !== undefined) return known;
    const tensor = constantOf(graph, constants, id);
    if (tensor === undefined) throw new Error(`value ${id} of graph ${graph.name} is read before it is computed`);
    const made = tf.keep(tensorOf(tf, tensor));
    tensors.set(id, made);
    return made;
  };
  const isParameter = (id: ValueId): boolean => ids.has(id);
  const runs = {
    observed: makeRun(graph, tf, observed, fixed, isParameter),
    plain: makeRun(graph, tf, plain, fixed, isParameter),
  };
  return {
    graph,
    parameters,
    run: (inputs, weight, options) =>
      (options.activation === undefined ? runs.plain : runs.observed)(inputs, weight, options),
  };
};
