import { type Graph, type Node } from '@tinyml/core';
import { verifyNodes, verifyValue, type ModelOutline } from '@tinyml/core/internal';
import { nodeNamer } from './node-ids.ts';
import { tfliteOperators } from './operator-table.ts';
import { readModel, usedValues, type ReadContext } from './read.ts';
import type { Layer } from './read-nodes.ts';
import { ownRefusal } from './refusals.ts';

/** A node under the operator's own name, for a layer that has no translation. */
const standIn = ({ name, operator, index, inputs, outputs }: Layer, id: string): Node => ({
  id,
  op: operator.toLowerCase(),
  attrs: {},
  inputs,
  outputs,
  source: { name, op: operator, index },
});

/**
 * Every layer of a .tflite file, whether tinyml can run it or not.
 * @throws TinymlError TML20x for a damaged file
 */
export const outlineTflite = (path: string, name: string, bytes: Uint8Array, context: ReadContext): ModelOutline => {
  const read = readModel(path, name, bytes, context);
  if (!read.problems.sound() && read.layers.every(({ refusal }) => refusal === undefined)) read.problems.check();
  const { values } = read;
  const unsupported = new Map<string, string>();
  const taken = new Set(read.layers.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const nameFor = nodeNamer(tfliteOperators(context.operators), taken);
  const has = (id: string | null): boolean => id === null || values.all.has(id);
  const sound = (node: Node): boolean =>
    [...node.inputs, ...node.outputs].every((id) => {
      const value = values.all.get(id ?? '');
      return value === undefined ? id === null : verifyValue(value, context.constants).length === 0;
    });
  const nodes = read.layers.flatMap((layer) => {
    if (layer.nodes.length > 0 && layer.nodes.every(sound)) return layer.nodes;
    const node = standIn(layer, nameFor(layer.operator.toLowerCase(), layer.name));
    const { refusal } = layer;
    if (refusal !== undefined || layer.nodes.length > 0)
      unsupported.set(node.id, refusal?.reason ?? 'one of its tensors is not supported');
    // What has no type has no place in a graph.
    return [{ ...node, inputs: node.inputs.filter(has), outputs: node.outputs.filter(has) }];
  });
  const present = (ids: readonly string[]): readonly string[] => ids.filter(has);
  const graph: Graph = {
    name,
    inputs: present(read.inputs),
    outputs: present(read.outputs),
    values: usedValues(read, nodes),
    nodes,
    ...(read.state.length > 0 && { state: read.state.filter(({ input, output }) => has(input) && has(output)) }),
  };
  for (const { node, problems } of verifyNodes(graph, context.operators, context.constants)) {
    const [problem] = problems;
    if (problem === undefined || unsupported.has(node.id) || !taken.has(node.id)) continue;
    const where = `${node.op} (${node.source?.name ?? node.id}): `;
    unsupported.set(node.id, ownRefusal(problem.message.replace(where, '')).reason);
  }
  return { graph, unsupported };
};
