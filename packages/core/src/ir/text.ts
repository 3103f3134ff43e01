import type { Constants } from '../pass/define-pass.ts';
import type { Graph, Node, Value, ValueId } from './graph.ts';
import { valueOf } from './graph.ts';
import { fromBytes } from './tensor.ts';
import { printElements } from './text-data.ts';
import { yamlFlow, yamlString } from './text-scalar.ts';
import { elementCount, type TensorType } from './type.ts';

export interface PrintOptions {
  /** With these, constants of few elements are printed; the others as digests. */
  readonly constants?: Constants;
  /** Greatest number of elements that is printed. Default: 64. */
  readonly inline?: number;
}

const typeText = ({ dtype, shape }: TensorType): string => `${dtype}[${shape.join(', ')}]`;

const quantFields = ({ quant }: TensorType): readonly string[] => {
  if (quant === undefined) return [];
  const { scale, zeroPoint, axis } = quant;
  const one = axis === undefined && scale.length === 1 && zeroPoint.length === 1;
  return [
    `scale: ${yamlFlow(one ? scale[0] : scale)}`,
    `zeroPoint: ${yamlFlow(one ? zeroPoint[0] : zeroPoint)}`,
    ...(axis === undefined ? [] : [`axis: ${String(axis)}`]),
  ];
};

const dataField = ({ data, type }: Value, { constants, inline = 64 }: PrintOptions): readonly string[] => {
  if (data === undefined) return [];
  const small = constants !== undefined && elementCount(type.shape) <= inline;
  const elements = small ? printElements(type.dtype, fromBytes(type.dtype, constants.get(data))) : undefined;
  return [elements === undefined ? `digest: ${data}` : `values: ${elements}`];
};

/** `name: type`, or `name: { type: …, scale: …, values: … }` where there is more to say. */
const valueText = (value: Value, options: PrintOptions): string => {
  const more = [
    ...quantFields(value.type),
    ...(value.encoding === undefined ? [] : [`encoding: ${yamlString(value.encoding)}`]),
    ...(value.intent === undefined ? [] : [`intent: ${yamlFlow(value.intent)}`]),
    ...dataField(value, options),
  ];
  const type = typeText(value.type);
  return `${yamlString(value.id)}: ${more.length === 0 ? type : `{ type: "${type}", ${more.join(', ')} }`}`;
};

/** A graph that a node holds, as an entry of its list. */
const nestedText = (graph: Graph, options: PrintOptions): readonly string[] =>
  printGraph(graph, options)
    .trimEnd()
    .split('\n')
    .map((line, at) => `      ${at === 0 ? '- ' : '  '}${line}`);

const nodeText = (graph: Graph, node: Node, options: PrintOptions): readonly string[] => [
  `  - id: ${yamlString(node.id)}`,
  `    op: ${yamlString(node.op)}`,
  ...(Object.keys(node.attrs).length === 0 ? [] : [`    attrs: ${yamlFlow(node.attrs)}`]),
  `    inputs: ${yamlFlow(node.inputs)}`,
  '    outputs:',
  ...node.outputs.map((id) => `      ${valueText(valueOf(graph, id), options)}`),
  ...(node.graphs === undefined ? [] : ['    graphs:', ...node.graphs.flatMap((own) => nestedText(own, options))]),
  ...(node.source === undefined ? [] : [`    source: ${yamlFlow(node.source)}`]),
];

/** Values in the order of the text: inputs, state, constants, then each node's results. */
export const textOrder = (graph: Graph): readonly ValueId[] => {
  const constants = [...graph.values.values()].flatMap(({ id, data }) => (data === undefined ? [] : [id]));
  const states = graph.state?.map(({ input }) => input) ?? [];
  return [...graph.inputs, ...states, ...constants, ...graph.nodes.flatMap(({ outputs }) => outputs)];
};

/**
 * A graph as YAML, for people and for test cases; `parseGraph` reads it back exactly.
 * @throws Error for a graph whose values do not exist
 */
export const printGraph = (graph: Graph, options: PrintOptions = {}): string => {
  const listed = (name: string, values: readonly Value[]): readonly string[] =>
    values.length === 0 ? [] : [`${name}:`, ...values.map((value) => `  ${valueText(value, options)}`)];
  const section = (name: string, ids: readonly ValueId[]): readonly string[] =>
    listed(
      name,
      ids.map((id) => valueOf(graph, id)),
    );
  // An initial value stands with the tensor that has it, written as a constant is.
  const states = (graph.state ?? []).map(({ initial, input }): Value => ({
    ...valueOf(graph, input),
    ...(initial === undefined ? {} : { data: initial }),
  }));
  const order = textOrder(graph);
  const asIs = [...graph.values.keys()];
  const constants = order.filter((id) => graph.values.get(id)?.data !== undefined);
  const lines = [
    `name: ${yamlString(graph.name)}`,
    ...(graph.labels === undefined ? [] : [`labels: ${yamlFlow(graph.labels)}`]),
    ...(graph.window === undefined ? [] : [`window: ${yamlFlow(graph.window)}`]),
    ...section('inputs', graph.inputs),
    `outputs: ${yamlFlow(graph.outputs)}`,
    ...(graph.state === undefined
      ? []
      : [`state: ${yamlFlow(graph.state.map(({ name, input, output }) => ({ name, input, output })))}`]),
    ...listed('stateInputs', states),
    ...section('constants', constants),
    ...(order.every((id, i) => id === asIs[i]) ? [] : [`order: ${yamlFlow(asIs)}`]),
    ...(graph.nodes.length === 0 ? [] : ['nodes:', ...graph.nodes.flatMap((node) => nodeText(graph, node, options))]),
  ];
  return `${lines.join('\n')}\n`;
};
