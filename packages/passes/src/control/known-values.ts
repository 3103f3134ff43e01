import {
  constantOf,
  elementCount,
  isOperatorError,
  valueOf,
  type Constants,
  type Graph,
  type OperatorTable,
  type Tensor,
  type ValueId,
} from '@tinyml/core';

/** Counters and conditions are a few numbers; anything larger is data. */
const most = 64;

export interface Evaluation {
  readonly operators: OperatorTable;
  readonly constants: Constants;
}

/**
 * What a graph computes of `given`, its inputs that are known, and of its constants: its outputs, undefined where they depend on what is not
 * known or are not small.
 */
export const knownOutputs = (
  graph: Graph,
  given: readonly (Tensor | undefined)[],
  { constants, operators }: Evaluation,
): readonly (Tensor | undefined)[] => {
  const known = new Map<ValueId, Tensor>();
  graph.inputs.forEach((id, i) => {
    const tensor = given[i];
    if (tensor !== undefined) known.set(id, tensor);
  });
  const find = (id: ValueId): Tensor | undefined =>
    known.get(id) ??
    (elementCount(valueOf(graph, id).type.shape) <= most ? constantOf(graph, constants, id) : undefined);
  for (const { attrs, graphs, inputs: operands, op, outputs: results } of graph.nodes) {
    const outputs = results.map((id) => valueOf(graph, id).type);
    const operator = operators.get(op);
    if (operator === undefined || graphs !== undefined || operands.length === 0) continue;
    if (outputs.some(({ shape }) => elementCount(shape) > most)) continue;
    const inputs = operands.map((id) => (id === null ? null : find(id)));
    if (!inputs.every((tensor) => tensor !== undefined)) continue;
    const types = inputs.map((tensor) => tensor?.type ?? null);
    if (operator.check({ attrs, inputs: types, outputs }) !== undefined) continue;
    try {
      operator.run({ attrs, inputs, outputs }).forEach((data, i) => {
        const [id, type] = [results[i], outputs[i]];
        if (id !== undefined && type !== undefined) known.set(id, { type, data });
      });
    } catch (error) {
      // What cannot be computed is not known.
      if (!isOperatorError(error)) throw error;
    }
  }
  return graph.outputs.map(find);
};
