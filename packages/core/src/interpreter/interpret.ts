import type { Graph, Node, ValueId } from '../ir/graph.ts';
import { valueOf } from '../ir/graph.ts';
import { initialState } from '../ir/state.ts';
import { allocate, type Tensor, type TensorData } from '../ir/tensor.ts';
import { elementCount, formatType, type TensorType } from '../ir/type.ts';
import type { Operator, OperatorTable, RunGraph } from '../op/define-operator.ts';
import type { Constants } from '../pass/define-pass.ts';
import { constantTensors } from './constant-nodes.ts';

export interface InterpreterOptions {
  readonly operators: OperatorTable;
  readonly constants: Constants;
}

/** Sees every tensor that a node computes, in execution order. The data must not be changed. */
export type Observer = (id: ValueId, tensor: Tensor) => void;

/** Sees every node that depends on inputs or state, and its operands, before it runs. The data must not be changed. */
export type NodeObserver = (node: Node, operands: readonly (Tensor | null)[]) => void;

/** A graph ready to run many times. */
export interface Runner {
  /**
   * One invocation: a tensor per graph input in, one per graph output out. Data may be shared between tensors.
   * @throws Error when the inputs do not have the graph's types, OperatorError when a node cannot run
   */
  run(inputs: readonly Tensor[], observe?: Observer, enter?: NodeObserver): readonly Tensor[];
  /** State buffers back to their initial values. */
  reset(): void;
}

const checkInput = (graph: Graph, id: ValueId, tensor: Tensor | undefined): Tensor => {
  const { type } = valueOf(graph, id);
  if (tensor === undefined) throw new Error(`input ${id} of graph ${graph.name} is missing`);
  const fits =
    tensor.type.dtype === type.dtype &&
    tensor.data.length === elementCount(type.shape) &&
    tensor.data.BYTES_PER_ELEMENT === allocate(type.dtype, 0).BYTES_PER_ELEMENT;
  if (!fits)
    throw new Error(`input ${id} is ${formatType(tensor.type)}, graph ${graph.name} wants ${formatType(type)}`);
  return { type, data: tensor.data };
};

interface Step {
  readonly node: Node;
  readonly operator: Operator;
  readonly outputs: readonly TensorType[];
  readonly graphs?: readonly RunGraph[];
}

const storeResults = (
  step: Step,
  results: readonly TensorData[],
  found: Map<ValueId, Tensor>,
  observe?: Observer,
): void => {
  step.node.outputs.forEach((id, index) => {
    const type = step.outputs[index];
    const data = results[index];
    if (type === undefined || data === undefined)
      throw new Error(`${step.node.op} (${step.node.id}) gave no result ${String(index)}`);
    const tensor = { type, data };
    found.set(id, tensor);
    observe?.(id, tensor);
  });
};

/**
 * Reads the constants, runs what depends on constants alone, once, and returns what is left to run.
 * @throws Error for a graph that `verifyGraph` rejects
 */
export const prepare = (graph: Graph, options: InterpreterOptions): Runner => {
  const { operators } = options;
  const fixed = constantTensors(graph, options);
  const computed = graph.nodes.filter((node) => node.outputs.every((id) => fixed.has(id)));
  const done = new Set(computed);
  const steps = graph.nodes
    .filter((node) => !done.has(node))
    .map((node): Step => {
      const operator = operators.get(node.op);
      if (operator === undefined) throw new Error(`no operator ${node.op}`);
      const graphs = node.graphs?.map((nested): RunGraph => {
        const runner = prepare(nested, options);
        return (inputs) => runner.run(inputs);
      });
      return { node, operator, outputs: node.outputs.map((id) => valueOf(graph, id).type), ...(graphs && { graphs }) };
    });
  const states = graph.state ?? [];
  const initial = new Map(states.map((state) => [state.input, initialState(graph, state, options.constants)]));
  let memory: ReadonlyMap<ValueId, Tensor> = initial;
  const reset = (): void => {
    memory = initial;
  };

  return {
    reset,
    run(inputs, observe, enter) {
      const found = new Map([...fixed, ...memory]);
      graph.inputs.forEach((id, index) => found.set(id, checkInput(graph, id, inputs[index])));
      const read = (id: ValueId): Tensor => {
        const tensor = found.get(id);
        if (tensor === undefined) throw new Error(`value ${id} of graph ${graph.name} is read before it is computed`);
        return tensor;
      };
      if (observe !== undefined)
        computed.forEach((node) => {
          node.outputs.forEach((id) => {
            observe(id, read(id));
          });
        });
      for (const step of steps) {
        const operands = step.node.inputs.map((id) => (id === null ? null : read(id)));
        enter?.(step.node, operands);
        const { graphs, operator, outputs } = step;
        const request = { attrs: step.node.attrs, inputs: operands, outputs, ...(graphs && { graphs }) };
        const results = operator.run(request);
        storeResults(step, results, found, observe);
      }
      memory = new Map(states.map(({ input, output }) => [input, read(output)]));
      return graph.outputs.map(read);
    },
  };
};

/** Runs a graph once by the operators' reference execution. @throws as `prepare` and `Runner.run` */
export const interpret = (
  graph: Graph,
  inputs: readonly Tensor[],
  options: InterpreterOptions & { readonly observe?: Observer },
): readonly Tensor[] => prepare(graph, options).run(inputs, options.observe);
