import {
  defineRule,
  rewrite,
  type Constants,
  type Graph,
  type GraphView,
  type Node,
  type OperatorTable,
  type Replacement,
  type ValueId,
} from '@tinyml/core';
import type { Decision } from './choose-layers.ts';
import { measurePart, type Part } from './split.ts';

const weightsOf = (view: GraphView, hint: string, part: Part): ValueId =>
  view.addConstant(hint, { dtype: 'float32', shape: part.weightShape }, Float32Array.from(part.weights()));

/** Before: conv_2d(x). After: conv_2d(depthwise_conv_2d(x)); bias, activation and name stay with the last. */
const replacement = (
  view: GraphView,
  { node }: Decision,
  [first, second]: readonly [Part, Part],
  firstSuffix: string,
  operators: OperatorTable,
): Replacement => {
  const [x, w, ...bias] = node.inputs as readonly [ValueId, ValueId, ...(ValueId | null)[]];
  const { output } = measurePart(first, view.type(x).shape, operators);
  const source = node.source === undefined ? {} : { source: node.source };
  const between = view.addValue(`${node.id}_${firstSuffix}`, { dtype: 'float32', shape: output });
  return {
    nodes: [
      {
        id: view.freshNodeId(`${node.id}_${firstSuffix}`),
        op: first.op,
        attrs: first.attrs,
        inputs: [x, weightsOf(view, `${w}_${firstSuffix}`, first)],
        outputs: [between],
        ...source,
      },
      {
        id: node.id,
        op: second.op,
        attrs: second.attrs,
        inputs: [between, weightsOf(view, `${w}_rest`, second), ...bias],
        outputs: node.outputs,
        ...source,
      },
    ] as readonly Node[],
  };
};

/** The graph with every layer that is to be split as two. */
export const splitLayers = (
  graph: Graph,
  decisions: readonly Decision[],
  firstSuffix: string,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): Graph => {
  const open = new Map(decisions.filter(({ split }) => split !== undefined).map((item) => [item.node.id, item]));
  const rule = defineRule({
    apply(node, view) {
      const decision = open.get(node.id);
      if (decision?.split === undefined) return undefined;
      open.delete(node.id);
      return replacement(view, decision, decision.split.of.parts(decision.split.rank), firstSuffix, operators);
    },
  });
  return rewrite(graph, constants, [rule]);
};
