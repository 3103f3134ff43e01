import {
  rewrite,
  defineRule,
  traitsOf,
  type Constants,
  type Graph,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
} from '@tinyml/core';
import { skipReshape } from '../skip-reshape.ts';

/** Whether only functions of single elements stand between a tensor and dense layers, each read by one node. */
const leadsToDense = (view: GraphView, first: Node, operators: OperatorTable): boolean => {
  for (let node: Node | undefined = first; node !== undefined;) {
    const { elementwise, normalization, weighted } = traitsOf(operators, node.op);
    if (weighted?.dense === true) return true;
    const [output] = node.outputs;
    if (elementwise !== true || normalization !== undefined || node.inputs.length !== 1 || output === undefined)
      return false;
    node = view.soleConsumer(output);
  }
  return false;
};

/** Before: dense(relu(reshape(x))). After: dense(reshape(relu(x))), and then dense(relu(x)). */
const sinkReshape = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const [middle] = node.inputs;
  const [output] = node.outputs;
  const reshape = view.producer(middle);
  const [input] = reshape?.inputs ?? [];
  if (reshape === undefined || input == null || middle == null || output === undefined) return undefined;
  const { keepsOrder, passesThrough } = traitsOf(operators, reshape.op);
  if (keepsOrder !== true || passesThrough === true || view.soleConsumer(middle) !== node) return undefined;
  const { weighted } = traitsOf(operators, node.op);
  const [before, after] = [view.type(middle), view.type(output)];
  if (weighted !== undefined || before.quant?.axis !== undefined || after.quant?.axis !== undefined) return undefined;
  if (!leadsToDense(view, node, operators)) return undefined;
  const early = view.addValue(`${output}_early`, { ...after, shape: view.type(input).shape });
  return {
    nodes: [
      { ...node, inputs: [input], outputs: [early] },
      { ...reshape, inputs: [early, ...reshape.inputs.slice(1)], outputs: [output] },
    ],
  };
};

/** Dense layers read rows whatever their shape: without a reshape before them the axes of what they read are known. */
export const flattenLate = (graph: Graph, constants: Constants, operators: OperatorTable): Graph =>
  rewrite(
    graph,
    constants,
    [skipReshape, sinkReshape].map((rule) => defineRule({ apply: (node, view) => rule(view, node, operators) })),
  );
