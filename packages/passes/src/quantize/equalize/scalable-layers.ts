import { traitsOf, valueOf, type Graph, type Node, type OperatorTable, type Traits, type ValueId } from '@tinyml/core';
import { ownActivation } from '../../activation.ts';
import { knownLayers, type KnownLayers, type WeightedLayer } from '../../dead-channels/weighted-layer.ts';
import type { RuleContext } from '../intents.ts';

/** relu(k · x) = k · relu(x) for every positive k; activations with an upper limit are no such functions. */
const scales = (activation: string | undefined): boolean =>
  activation === undefined || activation === 'none' || activation === 'relu';

const isHomogeneous = (
  { activation, arithmetic, converts, homogeneous, movement, pads, picks }: Traits,
  { inputs }: Node,
): boolean => {
  if (converts !== undefined) return false;
  if (pads !== undefined) return inputs[pads.value] == null;
  const moves = movement ?? homogeneous ?? picks !== undefined;
  return moves || activation === 'relu' || arithmetic === 'add' || arithmetic === 'sub';
};

const isFloatConstant = (graph: Graph, id: ValueId | null): boolean => {
  if (id === null) return false;
  const { data, type } = valueOf(graph, id);
  return data !== undefined && type.dtype === 'float32';
};

/** Whether a positive factor on each channel of the computed operands is one on the results, which the channel links tell. */
export const passesFactors = (graph: Graph, node: Node, operators: OperatorTable): boolean =>
  isHomogeneous(traitsOf(operators, node.op), node) &&
  scales(ownActivation(node)) &&
  !node.inputs.some((id) => isFloatConstant(graph, id));

/** Float layers that can take factors into their weights and bias, which no other node reads. */
export const scalableLayers = (graph: Graph, context: RuleContext): KnownLayers => {
  const known = knownLayers(graph, context);
  const reads = new Map<ValueId, number>();
  for (const { inputs } of graph.nodes)
    for (const id of inputs) if (id !== null) reads.set(id, (reads.get(id) ?? 0) + 1);
  const isAlone = ({ node, weightPosition, biasPosition }: WeightedLayer): boolean =>
    [weightPosition, biasPosition].every((position) => {
      const id = node.inputs[position];
      return id == null || reads.get(id) === 1;
    });
  const layers = new Map(
    [...known.layers].filter(
      ([node, layer]) =>
        layer.kind === 'float' && layer.weightType.dtype === 'float32' && scales(ownActivation(node)) && isAlone(layer),
    ),
  );
  return { ...known, layers };
};
