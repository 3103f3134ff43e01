import {
  constantOf,
  consumers,
  isObserved,
  isOperatorError,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OpName,
  type Ops,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { quantizedTraining, statefulTraining, untrainableNode, untrainableOperator } from '../diagnostics/executor.ts';
import type { Tf } from '../backend.ts';
import type { Execute, Lower, Lowering, Operand } from './lowering.ts';
import { lowerings } from './operators/index.ts';
import { convolveAndPoolChannel } from './operators/one-channel.ts';
import { poolFirst } from './pool-first.ts';
import { oneByOne, wantsOneSample } from './samples.ts';

/** A node ready to run. */
export interface Step {
  readonly node: Pick<Node, 'inputs' | 'outputs'>;
  readonly batched: boolean;
  readonly execute: Execute;
  /** Where the node works on the batch at once. */
  readonly lowering?: { readonly op: OpName; readonly request: Lowering };
}

const stored: ReadonlySet<string> = new Set(['int4', 'int8', 'uint8', 'int16']);

const isStored = ({ type: { dtype, quant } }: Value): boolean => quant !== undefined || stored.has(dtype);

/** @throws TinymlError for what TensorFlow.js cannot train, whatever the operators */
export const checkGraph = (graph: Graph): void => {
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
    if (!wantsOneSample(node, inputs)) {
      const whole = { ...request, inputs };
      return { node, batched, execute: lower(whole), lowering: { op: node.op, request: whole } };
    }
    const single = node.inputs.map((id) => operandOf(id, false));
    return { node, batched, execute: oneByOne(tf, lower({ ...request, inputs: single }), inputs, outputs) };
  } catch (error) {
    if (isOperatorError(error)) throw new TinymlError(untrainableNode(node.id, node.op, error.message));
    throw error;
  }
};

/** The steps that `wanted` values need. */
export const needed = (steps: readonly Step[], wanted: readonly ValueId[]): readonly Step[] => {
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
export const makeSteps = (graph: Graph, tf: Tf, constants: Constants): readonly Step[] => {
  const batched = new Set(graph.inputs);
  const steps = graph.nodes.map((node) => {
    const step = lowerNode(graph, node, tf, constants, (id) => batched.has(id));
    if (step.batched) node.outputs.forEach((id) => batched.add(id));
    return step;
  });
  return needed(steps, graph.outputs);
};

/** A convolution and its pool as one step, where that is faster. */
const fuse = (graph: Graph, steps: readonly Step[]): readonly Step[] => {
  const fused = steps.map((pool): Step => {
    const conv = steps.find(({ node }) => node.outputs[0] === pool.node.inputs[0]);
    if (conv?.lowering?.op !== 'conv_2d' || pool.lowering?.op !== 'max_pool_2d') return pool;
    const [result] = conv.node.outputs as [ValueId];
    const bare = (conv.lowering.request.attrs as Ops['conv_2d']).activation === 'none' && conv.node.inputs.length === 2;
    if (!bare || isObserved(graph, result) || consumers(graph, result).length !== 1) return pool;
    const execute = convolveAndPoolChannel(
      conv.lowering.request as Lowering<'conv_2d'>,
      pool.lowering.request as Lowering<'max_pool_2d'>,
    );
    if (execute === undefined) return pool;
    return { node: { inputs: conv.node.inputs, outputs: pool.node.outputs }, batched: pool.batched, execute };
  });
  return needed(fused, graph.outputs);
};

/** The steps of a graph whose values nobody looks at while it runs: some nodes change places or become one. */
export const makeFastSteps = (graph: Graph, tf: Tf, constants: Constants): readonly Step[] => {
  const reordered = poolFirst(graph, constants);
  return fuse(reordered, makeSteps(reordered, tf, constants));
};
