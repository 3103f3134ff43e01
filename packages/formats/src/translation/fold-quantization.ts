import {
  traitsOf,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { openStoredGraph } from './stored-graph.ts';
import { storedForm, type NodeForm } from './stored-form.ts';

interface Context {
  readonly constants: Constants;
  readonly operators: OperatorTable;
}

/** For each value the nodes that read it; graph outputs are read by more. */
const readersOf = (graph: Graph): ReadonlyMap<ValueId, readonly (Node | undefined)[]> => {
  const readers = new Map<ValueId, (Node | undefined)[]>();
  const add = (id: ValueId | null, node: Node | undefined): void => {
    if (id !== null) readers.set(id, [...(readers.get(id) ?? []), node]);
  };
  for (const node of graph.nodes) for (const id of node.inputs) add(id, node);
  for (const id of graph.outputs) add(id, undefined);
  for (const { output } of graph.state ?? []) add(output, undefined);
  return readers;
};

/**
 * Files that write a layer on stored integers as dequantize → layer → quantize (ONNX's QDQ form, PyTorch 2 exports) mean
 * that layer on stored integers: so it stands in the result, by TensorFlow Lite's rules for integers. Biases become int32 in
 * units of input times weights. Movements, and activations between a layer and its quantize, run on stored integers, which
 * changes nothing. What has no such form stays between dequantize and quantize.
 */
export const foldQuantization = (graph: Graph, { constants, operators }: Context): Graph => {
  if (!graph.nodes.some(({ op }) => traitsOf(operators, op).converts === 'to-real')) return graph;
  const readers = readersOf(graph);
  const stored = openStoredGraph(graph, { constants, operators });

  /** The type to which the only reader of a value quantises it, behind movements and activations. */
  const target = (id: ValueId, follow: number): NodeForm | undefined => {
    const [reader, another] = readers.get(id) ?? [];
    const [output] = reader?.outputs ?? [];
    if (reader === undefined || another !== undefined || output === undefined || follow === 0) return undefined;
    const traits = traitsOf(operators, reader.op);
    if (traits.converts === 'to-stored') {
      const { dtype, quant } = valueOf(graph, output).type;
      return quant === undefined || quant.axis !== undefined ? undefined : { dtype, quant };
    }
    const passes = traits.activation !== undefined || (traits.movement === true && reader.inputs[0] === id && traits.pads === undefined); // prettier-ignore
    const single =
      reader.inputs.filter((one) => one !== null && valueOf(graph, one).type.dtype === 'float32').length === 1;
    return passes && single ? target(output, follow - 1) : undefined;
  };

  for (const node of graph.nodes) {
    const [output] = node.outputs;
    const form = output === undefined ? undefined : storedForm(node, stored, () => target(output, 20), operators);
    if (form === undefined) stored.keep(node);
    else stored.emit(node, form);
  }
  return stored.finish();
};
