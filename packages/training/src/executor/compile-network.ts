import {
  constantOf,
  elementCount,
  producer,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Tensor as Constant,
  type ValueId,
} from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { foldForTraining } from './fold.ts';
import { batchShape, operand, outerShape, reshaped } from './layout.ts';
import type { Network, RunOptions } from './network.ts';
import { loadGradients } from './load-gradients.ts';
import { parametersOf } from './parameters.ts';
import { poolFirst } from './pool-first.ts';
import { probabilitiesOf } from './probabilities.ts';
import { checkGraph, makeFusedSteps, makeSteps, needed, type Step } from './steps.ts';

const same = (x: Tensor): Tensor => x;

/** What an output is the softmax or the logistic of. */
const logitsOf = (
  graph: Graph,
  tf: Tf,
  operators: OperatorTable,
  output: ValueId,
): { readonly id: ValueId; readonly finish: (x: Tensor) => Tensor } => {
  const node = producer(graph, output);
  const source = node?.inputs[0];
  const probabilities = probabilitiesOf(node, operators);
  if (source == null || probabilities === undefined) return { id: output, finish: same };
  const { beta } = probabilities;
  return { id: source, finish: beta === 1 ? same : (x) => tf.mul(x, beta) };
};

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

/** Runs the steps that `wanted` values need, by default all, and gives what looks a value up. */
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
  (graph: Graph, tf: Tf, operators: OperatorTable, execute: Execution): Network['run'] =>
  (inputs, weight, options) => {
    const heads = graph.outputs.map((id) =>
      options.logits === true ? logitsOf(graph, tf, operators, id) : { id, finish: same },
    );
    const wanted = options.logits === true ? heads.map(({ id }) => id) : undefined;
    const { batch, read } = execute(inputs, weight, options, wanted);
    return heads.map(({ id, finish }) => {
      const shape = outerShape(valueOf(graph, id).type.shape, batch);
      const result = finish(read(id));
      // A result that depends on no input is there once for all samples.
      return result.size === elementCount(shape) ? reshaped(result, shape) : tf.broadcastTo(result, [...shape]);
    });
  };

/**
 * Makes a graph of float operators into a function on batches that TensorFlow.js can differentiate; loads the gradients of
 * its operators for that. Samples of a batch are worked on together, where a node allows it (see `layout.ts`, `samples.ts`).
 * @throws TinymlError TML616–TML619 naming the node that cannot be trained
 */
export const compileNetwork = async (
  source: Graph,
  tf: Tf,
  constants: Constants,
  operators: OperatorTable,
): Promise<Network> => {
  checkGraph(source);
  const graph = foldForTraining(source, constants, operators);
  // Who looks at activations wants those of the graph.
  const reordered = poolFirst(graph, constants, operators);
  const gradients = await loadGradients([graph, reordered], operators);
  const parameters = parametersOf(graph, constants, operators, gradients);
  const ids = new Set(parameters.map(({ id }) => id));
  const context = { tf, constants, operators, gradients };
  const observed = makeSteps(graph, context);
  const plain = makeFusedSteps(reordered, context);
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
    observed: makeRun(graph, tf, operators, execution),
    plain: makeRun(graph, tf, operators, makeExecution(graph, plain, fixed, isParameter)),
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
