import {
  definePass,
  defineRule,
  rewrite,
  sameShape,
  sameType,
  traitsOf,
  valueOf,
  type Graph,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
  type ValueId,
} from '@tinyml/core';
import { canBeLifted, lift } from './reshapes/lifted.ts';
import { unitAxisOf } from './reshapes/unit-axis.ts';

/** Before: relu(reshape(x)), where the reshape takes an axis away. After: reshape(relu(x)). */
const moveDown = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const [output] = node.outputs;
  if (output === undefined || !canBeLifted(node, operators)) return undefined;
  const { shape } = view.type(output);
  const { pads, phases } = traitsOf(operators, node.op);
  for (const id of node.inputs) {
    const before = unitAxisOf(view.producer(id), view, operators);
    if (id === null || before?.change !== 'remove') continue;
    // Only an operand that is not broadcast has the axes of the result.
    if ((pads ?? phases) === undefined && !sameShape(view.type(id).shape, shape)) continue;
    const lifted = lift(node, before.axis, view, operators);
    if (lifted === undefined) continue;
    const attrs = { newShape: [...shape] };
    const back: Node = {
      id: view.freshNodeId(`${node.id}_reshape`),
      op: 'reshape',
      attrs,
      inputs: [lifted.output],
      outputs: [output],
    };
    return { nodes: [...lifted.nodes, back] };
  }
  return undefined;
};

/** Before: reshape(relu(x)), where the reshape adds an axis. After: relu(reshape(x)). */
const moveUp = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const after = unitAxisOf(node, view, operators);
  if (after?.change !== 'insert' || view.soleConsumer(after.input) === undefined) return undefined;
  const producer = view.producer(after.input);
  const lifted = producer && lift(producer, after.axis, view, operators, after.output);
  return lifted && producer && { nodes: lifted.nodes, remove: [producer] };
};

/** Before: reshape(reshape(x)), where the second gives x its own shape back. After: x. */
const cancel = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const after = unitAxisOf(node, view, operators);
  const before = after && unitAxisOf(view.producer(after.input), view, operators);
  if (after === undefined || before === undefined) return undefined;
  const isWhole = sameType(view.type(before.input), view.type(after.output));
  if (!isWhole || !view.canReplace(after.output, before.input)) return undefined;
  return { nodes: [], replace: new Map([[after.output, before.input]]) };
};

const fact = 'layers-apart';

/**
 * Whether only reshapes and transposes stand between a layer and a reshape that adds or takes away an axis, which could
 * move past it.
 */
const movable = (graph: Graph, operators: OperatorTable): boolean => {
  const view = { type: (id: ValueId) => valueOf(graph, id).type };
  const sources = new Map<ValueId, ValueId>();
  const sourceOf = (id: ValueId | null): ValueId => (id === null ? '' : (sources.get(id) ?? id));
  const reshaped = new Set<ValueId>();
  const ends = new Set<ValueId>();
  for (const node of graph.nodes) {
    const { keepsOrder, permutesAxes } = traitsOf(operators, node.op);
    const [input = null] = node.inputs;
    const [output = ''] = node.outputs;
    if (keepsOrder === true || permutesAxes !== undefined) sources.set(output, sourceOf(input));
    if (unitAxisOf(node, view, operators) !== undefined) reshaped.add(sourceOf(input));
    if (canBeLifted(node, operators)) [output, ...node.inputs.map(sourceOf)].forEach((id) => ends.add(id));
  }
  return [...reshaped].some((id) => ends.has(id));
};

/**
 * Layers along one axis are read as images of height 1: reshapes stand between a convolution, its padding and its
 * activation. They move past layers that compute each element for itself, and past padding, to where they cancel.
 */
export const moveReshapes = definePass({
  name: 'move-reshapes',
  version: 1,
  kind: 'graph',
  summary: 'move reshapes that add or take away an axis of size 1 past layers, to where they cancel',
  requires: [fact],
  preserves: 'bits',
  auto: { phase: 'reveal' },
  detects: (graph, operators) => (movable(graph, operators) ? [fact] : []),
  run: (graph, { constants, operators }) =>
    rewrite(graph, constants, [
      defineRule({
        apply: (node, view) =>
          cancel(view, node, operators) ?? moveDown(view, node, operators) ?? moveUp(view, node, operators),
      }),
    ]),
});
