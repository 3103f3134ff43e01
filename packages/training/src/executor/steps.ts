import {
  constantOf,
  consumers,
  isObserved,
  isOperatorError,
  TinymlError,
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Value,
  type ValueId,
} from '@tinyml/core';
import { quantizedTraining, statefulTraining, untrainableNode } from '../diagnostics/executor.ts';
import type { Tf } from '../backend.ts';
import { gradientTools } from './gradient-tools.ts';
import type { Execute, Gradient, GradientOperand, GradientRequest } from './gradient.ts';
import type { Gradients } from './load-gradients.ts';
import { oneByOne, runsBySample } from './samples.ts';

/** A node ready to run. */
export interface Step {
  readonly node: Pick<Node, 'inputs' | 'outputs'>;
  readonly batched: boolean;
  readonly execute: Execute;
  /** Where the node works on the batch at once. */
  readonly whole?: { readonly gradient: Gradient; readonly request: GradientRequest };
}

/** What steps are made with. */
export interface StepContext {
  readonly tf: Tf;
  readonly constants: Constants;
  readonly operators: OperatorTable;
  /** Of all operators in the graph. */
  readonly gradients: Gradients;
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

const prepareNode = (
  graph: Graph,
  node: Node,
  { tf, constants, operators, gradients }: StepContext,
  isBatched: (id: ValueId) => boolean,
): Step => {
  const gradient = gradients.get(node.op);
  if (gradient === undefined) throw new Error(`the gradient of ${node.op} was not loaded`);
  const operandOf = (id: ValueId | null, batched: boolean): GradientOperand | null =>
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
  const { op, attrs, inputs: inputIds } = node;
  const request: GradientRequest = { op, tf, tools: gradientTools(tf), attrs, inputs, outputs, inputIds };
  const batched = inputs.some((input) => input?.batched === true);
  try {
    if (!runsBySample(gradient, traitsOf(operators, op), request))
      return { node, batched, execute: gradient.prepare(request), whole: { gradient, request } };
    const single = { ...request, inputs: node.inputs.map((id) => operandOf(id, false)) };
    return { node, batched, execute: oneByOne(tf, gradient.prepare(single), inputs, outputs) };
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
export const makeSteps = (graph: Graph, context: StepContext): readonly Step[] => {
  const batched = new Set(graph.inputs);
  const steps = graph.nodes.map((node) => {
    const step = prepareNode(graph, node, context, (id) => batched.has(id));
    if (step.batched) node.outputs.forEach((id) => batched.add(id));
    return step;
  });
  return needed(steps, graph.outputs);
};

/** A node and the only one that reads its result as one step, where that is faster. */
const fuse = (graph: Graph, steps: readonly Step[]): readonly Step[] => {
  const fused = steps.map((step): Step => {
    const feeding = steps.find(({ node }) => node.outputs[0] === step.node.inputs[0]);
    if (feeding?.whole?.gradient.fuse === undefined || step.whole === undefined) return step;
    const [result] = feeding.node.outputs as [ValueId];
    if (isObserved(graph, result) || consumers(graph, result).length !== 1) return step;
    const execute = feeding.whole.gradient.fuse(feeding.whole.request, step.whole.request);
    if (execute === undefined) return step;
    return { node: { inputs: feeding.node.inputs, outputs: step.node.outputs }, batched: step.batched, execute };
  });
  return needed(fused, graph.outputs);
};

/** The steps of a graph whose values nobody looks at while it runs: some nodes become one. */
export const makeFusedSteps = (graph: Graph, context: StepContext): readonly Step[] =>
  fuse(graph, makeSteps(graph, context));
