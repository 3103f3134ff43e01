import { constantValue, type Constants, type Graph, type Node, type State, type Value } from '@tinyml/core';
import type { NodeCase } from '../../../operators/test/kernels/nn-cases.ts';

/**
 * A case of one node as a graph: its first operand is the input `x`, others that are computed are state, which begins with zeros, and
 * become its further results in turn. The output is the first result, `y`.
 */
export const statefulGraph = ({ request: { inputs, node, outputs } }: NodeCase, constants: Constants): Graph => {
  const values = new Map<string, Value>();
  const state: State[] = [];
  const operands = inputs.map((operand, i) => {
    if (operand === null) return null;
    const { constant, type } = operand;
    const id = i === 0 ? 'x' : `t${String(i)}`;
    values.set(id, constant === undefined ? { id, type } : constantValue(constants, id, type, constant));
    if (i > 0 && constant === undefined) state.push({ name: id, input: id, output: `${id}_next` });
    return id;
  });
  const results = ['y', ...state.map(({ output }) => output)];
  results.forEach((id, i) => {
    const type = outputs[i];
    if (type !== undefined) values.set(id, { id, type });
  });
  const used = operands.slice(0, operands.findLastIndex((id) => id !== null) + 1);
  const nodes = [{ ...node, inputs: used, outputs: results } as Node];
  return { name: 'g', inputs: ['x'], outputs: ['y'], values, nodes, state };
};
