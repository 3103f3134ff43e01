import {
  constantOf,
  elementCount,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Tensor as Constant,
  type ValueId,
  isNode,
} from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { foldForTraining } from './fold.ts';
import { batchShape, operand, outerShape, reshaped } from './layout.ts';
import type { Network, RunOptions } from './network.ts';
import { scaled } from './operators/activation.ts';
import { parametersOf } from './parameters.ts';
import { checkGraph, makeFastSteps, makeSteps, needed, type Step } from './steps.ts';

/** What an output is the softmax or the logistic of. */
const logitsOf = (
  graph: Graph,
  tf: Tf,
  output: ValueId,
): { readonly id: ValueId; readonly finish: (x: Tensor) => Tensor } => {
  const node = graph.nodes.find(({ outputs }) => outputs.includes(output));
  const source = node?.inputs[0];
  if (source == null || (node?.op !== 'softmax' && node?.op !== 'logistic')) return { id: output, finish: (x) => x };
  return { id: source, finish: (x) => (isNode(node, 'softmax') ? scaled(tf, x, node.attrs) : x) };
};

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

/** Runs the steps that `wanted` values need, all for want of such a list, and gives what looks a value up. */
type Execution = (
  inputs: readonly Tensor[],
  weight: (id: ValueId) => Tensor,
  options: RunOptions,
  wanted?: readonly ValueId[],
) => { readonly batch: number; read(id: ValueId): Tensor };

/** A graph's values while it runs. */
const makeExecution =
  (
    graph: Graph,
    steps: readonly Step[],
    fixed: (id: ValueId) => Tensor,
    isParameter: (id: ValueId) => boolean,
  ): Execution =>
  (inputs, weight, options, wanted) => {
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
    for (const { node, batched, execute } of wanted === undefined ? steps : needed(steps, wanted)) {
      const operands = node.inputs.map((id) => (id === null ? null : read(id)));
      const results = execute(operands, { batch: batched ? batch : 1, options });
      node.outputs.forEach((id, i) => found.set(id, seen(id, operand(results, i))));
    }
    return { batch, read };
  };

const makeRun =
  (graph: Graph, tf: Tf, execute: Execution): Network['run'] =>
  (inputs, weight, options) => {
    const heads = graph.outputs.map((id) => (options.logits === true ? logitsOf(graph, tf, id) : { id, finish: same }));
    const wanted = options.logits === true ? heads.map(({ id }) => id) : undefined;
    const { batch, read } = execute(inputs, weight, options, wanted);
    return heads.map(({ id, finish }) => {
      const shape = valueOf(graph, id).type.shape;
      return reshaped(finish(read(id)), outerShape(shape, batch));
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
  const plain = makeFastSteps(graph, tf, constants);
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
  const execution = makeExecution(graph, observed, fixed, isParameter);
  const runs = {
    observed: makeRun(graph, tf, execution),
    plain: makeRun(graph, tf, makeExecution(graph, plain, fixed, isParameter)),
  };
  return {
    graph,
    parameters,
    run: (inputs, weight, options) =>
      (options.activation === undefined ? runs.plain : runs.observed)(inputs, weight, options),
    read: (id, inputs, weight, options) => execution(inputs, weight, options, [id]).read(id),
    dispose() {
      tf.dispose([...tensors.values()]);
      tensors.clear();
    },
  };
};
