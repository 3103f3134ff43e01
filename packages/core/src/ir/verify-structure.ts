import { malformedGraph } from '../diagnostics/catalogue/graph.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Graph, ValueId } from './graph.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Breaches of single assignment: each value defined once, before its first use; names unique. */
export const verifyStructure = (graph: Graph): readonly Diagnostic[] => {
  const problems: string[] = [];
  const defined = new Set<ValueId>();
  const nodeIds = new Set<string>();
  const define = (id: ValueId, by: string): void => {
    if (!graph.values.has(id)) problems.push(`${by} defines ${id}, which has no type`);
    if (defined.has(id)) problems.push(`${by} defines ${id}, which is defined already`);
    defined.add(id);
  };
  const read = (id: ValueId, by: string): void => {
    if (!graph.values.has(id)) problems.push(`${by} reads ${id}, which does not exist`);
    else if (!defined.has(id)) problems.push(`${by} reads ${id} before it is defined`);
  };

  for (const [id, value] of graph.values) {
    if (value.id !== id) problems.push(`value ${value.id} is filed under ${id}`);
    if (value.data !== undefined) defined.add(id);
  }
  graph.inputs.forEach((id) => {
    define(id, 'the graph as its input');
  });
  const stateNames = new Set<string>();
  graph.state?.forEach(({ name, input }) => {
    if (stateNames.has(name)) problems.push(`two state buffers are named ${name}`);
    stateNames.add(name);
    define(input, `state ${name}`);
  });
  for (const node of graph.nodes) {
    const name = `${node.op} (${node.id})`;
    if (!identifier.test(node.id)) problems.push(`${name}: its name is not a C identifier`);
    if (nodeIds.has(node.id)) problems.push(`${name}: two nodes have this name`);
    nodeIds.add(node.id);
    node.inputs.forEach((id) => {
      if (id !== null) read(id, name);
    });
    node.outputs.forEach((id) => {
      define(id, name);
    });
  }
  graph.outputs.forEach((id) => {
    read(id, 'the graph as its output');
  });
  graph.state?.forEach(({ name, output }) => {
    read(output, `state ${name}`);
  });
  const { window } = graph;
  if (window !== undefined && !graph.inputs.includes(window.input))
    problems.push(`the window's frames come from ${window.input}, which is no input`);
  for (const id of graph.values.keys()) if (!defined.has(id)) problems.push(`nothing defines ${id}`);
  return problems.map(malformedGraph);
};
