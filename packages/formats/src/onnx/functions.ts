import type { AttributeProto, FunctionProto, GraphProto, NodeProto } from './schema.ts';

const sameDomain = (a: string, b: string): boolean => (a === 'ai.onnx' ? '' : a) === (b === 'ai.onnx' ? '' : b);

/** The function of the file that a node calls. */
export const functionOf = (functions: readonly FunctionProto[], node: NodeProto): FunctionProto | undefined =>
  functions.find(
    ({ name, domain, overload }) =>
      name === node.opType && sameDomain(domain, node.domain) && overload === node.overload,
  );

/** The function's nodes with the attributes of one call in the places that refer to them. */
export const bindAttributes = (called: FunctionProto, call: NodeProto): readonly NodeProto[] => {
  const given = new Map([...called.attributeProto, ...call.attribute].map((attribute) => [attribute.name, attribute]));
  const bind = (attribute: AttributeProto): readonly AttributeProto[] => {
    if (attribute.g !== undefined) return [{ ...attribute, g: bindGraph(attribute.g) }];
    if (attribute.refAttrName === '') return [attribute];
    const value = given.get(attribute.refAttrName);
    return value === undefined ? [] : [{ ...value, name: attribute.name }];
  };
  const bindNode = (node: NodeProto): NodeProto => ({ ...node, attribute: node.attribute.flatMap(bind) });
  const bindGraph = (graph: GraphProto): GraphProto => ({ ...graph, node: graph.node.map(bindNode) });
  return called.node.map(bindNode);
};
